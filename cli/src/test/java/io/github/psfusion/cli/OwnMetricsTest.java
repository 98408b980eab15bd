// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.psfusion.metrics.MetricCatalog;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics of a user: the example of docs/guide/add-a-metric.md, compiled, and columns of another program. */
class OwnMetricsTest {
    private static final Path GUIDE = Path.of("../docs/guide/add-a-metric.md");

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before each test
    private ScoredScenes scenes;

    @BeforeEach
    void writeImages() throws IOException {
        scenes = ScoredScenes.write(folder.resolve("scenes"), "1", "2");
        scenes.method("mine", "1", "2");
    }

    private Run evaluate(String... more) {
        String[] args = new String[5 + more.length];
        args[0] = "evaluate";
        args[1] = "--pairs";
        args[2] = folder.resolve("scenes").toString();
        args[3] = "--fused";
        args[4] = folder.resolve("scenes/mine").toString();
        System.arraycopy(more, 0, args, 5, more.length);
        return Run.of(args);
    }

    private static String example() throws IOException {
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    /** Compiles a provider and names it as a service. */
    private Path compile(String name, String text) throws IOException {
        Path source =
                Files.writeString(Files.createDirectories(folder.resolve("src")).resolve(name + ".java"), text);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString(),
                                source.toString()))
                .isZero();
        Files.writeString(
                Files.createDirectories(classes.resolve("META-INF/services"))
                        .resolve("io.github.psfusion.metrics.FusionMetricProvider"),
                "org.example." + name + "\n");
        return classes;
    }

    private static Run on(Path classes, Supplier<Run> run) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return run.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void theExampleOfTheGuideIsAMetricLikeTheOthers() throws IOException {
        Path classes = compile("SaturatedPixels", example());
        Run run = on(classes, () -> evaluate("--metrics", "saturated,EN", "--json"));
        assertThat(run.status()).as(run.err()).isZero();
        JsonNode json = run.json();
        assertThat(json.at("/metrics/0/key").asText()).isEqualTo("Saturated");
        assertThat(json.at("/metrics/0/direction").asText()).isEqualTo("lower");
        assertThat(run.out()).contains("\"Saturated\"");
        Run all = on(classes, () -> evaluate("--metrics", "all,Saturated", "--json"));
        assertThat(all.json().at("/metrics").findValuesAsText("key"))
                .containsOnlyOnce("Saturated")
                .contains("EN");
        assertThat(evaluate("--metrics", "saturated").err()).contains("saturated: there is no such metric");
    }

    @Test
    void aMetricThatThrowsOrTakesANameIsReported() throws IOException {
        Path classes = compile(
                "SaturatedPixels",
                example().replace("int saturated = 0;", "int saturated = 1 / (images.pixels() - images.pixels());"));
        Run run = on(classes, () -> evaluate("--metrics", "Saturated,EN", "--json"));
        assertThat(run.out()).contains("ArithmeticException");
        assertThat(run.json().at("/metrics/1/key").asText()).isEqualTo("EN");
        Path taken = compile("SaturatedPixels", example().replace("\"Saturated\"", "\"en\""));
        Run same = on(taken, () -> evaluate("--metrics", "en", "--json"));
        assertThat(same.status()).as(same.err()).isZero();
        assertThat(same.json().at("/metrics/0/name").asText())
                .isEqualTo(MetricCatalog.of("EN").description().name());
    }

    @Test
    void columnsOfAnotherProgramJoinTheTable() throws IOException {
        Path file = Files.writeString(folder.resolve("lpips.csv"), "pair,LPIPS-\n1.png,0.25\n2.png,0.75\n");
        Run run = evaluate("--scores", file.toString(), "--metrics", "EN", "--json");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().at("/metrics/1/key").asText()).isEqualTo("LPIPS");
        assertThat(evaluate("--scores", file.toString()).out()).contains("LPIPS", "0.5");
        Path output = folder.resolve("report");
        assertThat(evaluate("--scores", file.toString(), "-o", output.toString())
                        .status())
                .isZero();
        assertThat(Files.readString(output.resolve("scores.csv"))).contains("LPIPS-", ",0.25,");
        Run again = Run.of("compare", output.resolve("scores.json").toString(), "--json");
        assertThat(again.json().at("/metrics").findValuesAsText("key")).contains("LPIPS");
        Path wrong = Files.writeString(folder.resolve("wrong.csv"), "pair,LPIPS\n1,0.25\n");
        Run refused = evaluate("--scores", wrong.toString());
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.err()).contains("wrong.csv", "LPIPS- where smaller values are better");
        assertThat(evaluate("--scores", folder.resolve("none.csv").toString()).status())
                .isEqualTo(3);
    }
}
