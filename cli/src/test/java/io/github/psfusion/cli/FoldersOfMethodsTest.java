// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Folders of methods as users name them, standard input, and kept results as JSON lines. */
class FoldersOfMethodsTest {
    @TempDir
    private Path folder;

    private String scenes = "";
    private Path results = Path.of("");

    @BeforeEach
    void writeImages() throws IOException {
        ScoredScenes written = ScoredScenes.write(folder.resolve("scenes"), "1", "2", "3");
        scenes = folder.resolve("scenes").toString();
        results = Files.createDirectories(folder.resolve("results"));
        for (String method : List.of("a", "b")) {
            Files.move(written.method(method, "1", "2", "3"), results.resolve(method));
        }
        Files.createDirectories(results.resolve("empty"));
        Files.writeString(results.resolve("notes.txt"), "none");
    }

    private static List<String> methods(Run run) throws IOException {
        assertThat(run.status()).as(run.err()).isZero();
        List<String> keys = new ArrayList<>();
        run.json().at("/methods").forEach(method -> keys.add(method.at("/key").asText()));
        return keys;
    }

    private static Run typing(byte[] input, Supplier<Run> run) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input));
        try {
            return run.get();
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void severalFoldersAreNamedInEachUsualWay() throws IOException {
        String a = results.resolve("a").toString();
        String b = results.resolve("b").toString();
        String[] start = {"--json", "compare", "--pairs", scenes, "--metrics", "EN", "--fused"};
        for (List<String> named : List.of(
                List.of(a, b), // as the shell writes results/*
                List.of(a + "," + b),
                List.of(results.toString()),
                List.of(a, "--fused", b))) {
            List<String> args = new ArrayList<>(List.of(start));
            args.addAll(named);
            assertThat(methods(Run.of(args.toArray(String[]::new))))
                    .as(named.toString())
                    .containsExactly("visible", "infrared", "a", "b");
        }
    }

    @Test
    void evaluateNamesTheFoldersOfMethods() {
        Run run = Run.of("evaluate", "--pairs", scenes, "--fused", results.toString());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .contains(results + ": has no images, but folders with images: a, b.", "psfusion compare --fused");
    }

    @Test
    void namesComeFromStandardInput() throws IOException {
        Run run = typing(
                "3\n1\n".getBytes(UTF_8),
                () -> Run.of(
                        "--json",
                        "evaluate",
                        "--pairs",
                        scenes,
                        "--list",
                        "-",
                        "--fused",
                        results.resolve("a").toString()));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().at("/pairs")).hasToString("[\"3\",\"1\"]");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void namesComeFromAPipe() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process writer = new ProcessBuilder("sh", "-c", "echo 2 >\"$0\"", pipe.toString()).start();
        Run run = Run.of(
                "--json",
                "evaluate",
                "--pairs",
                scenes,
                "--list",
                pipe.toString(),
                "--fused",
                results.resolve("a").toString());
        assertThat(writer.waitFor()).isZero();
        assertThat(run.json().at("/pairs")).hasToString("[\"2\"]");
    }

    @Test
    void anImageComesFromStandardInput() throws IOException {
        Path out = folder.resolve("fused.png");
        String visible = folder.resolve("scenes/vi/1.png").toString();
        byte[] infrared = Files.readAllBytes(folder.resolve("scenes/ir/1.png"));
        Run run = typing(
                infrared, () -> Run.of("fuse", "-m", "average", "--ir", "-", "--vi", visible, "-o", out.toString()));
        assertThat(run.status()).as(run.err()).isZero();
        Path other = folder.resolve("other.png");
        assertThat(Run.of(
                                "fuse",
                                "-m",
                                "average",
                                "--ir",
                                folder.resolve("scenes/ir/1.png").toString(),
                                "--vi",
                                visible,
                                "-o",
                                other.toString())
                        .status())
                .isZero();
        assertThat(out).hasSameBinaryContentAs(other);
        Run both = Run.of("fuse", "-m", "average", "--ir", "-", "--vi", "-", "-o", out.toString());
        assertThat(both.status()).isEqualTo(2);
        assertThat(both.err()).contains("standard input (-) can be only one of --ir, --vi and --list");
        Run damaged = typing(
                new byte[] {1, 2, 3},
                () -> Run.of("fuse", "-m", "average", "--ir", "-", "--vi", visible, "-o", folder + "/c.png"));
        assertThat(damaged.status()).isEqualTo(3);
        assertThat(damaged.err()).contains("standard-input");
    }

    @Test
    void valuesGoToStandardOutput() {
        String a = results.resolve("a").toString();
        Run run = Run.of("evaluate", "--pairs", scenes, "--fused", a, "--metrics", "EN", "-o", "-");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(4).first().asString().startsWith("method,kind,pair,EN,");
        Run json = Run.of("evaluate", "--pairs", scenes, "--fused", a, "-o", "-", "--json");
        assertThat(json.status()).isEqualTo(2);
        assertThat(json.err()).contains("both write to standard output");
    }

    @Test
    void keptResultsAreJsonLines() throws IOException {
        String[] fuse = {"fuse", "--json=lines", "-m", "average", "--pairs", scenes, "-o", folder + "/out"};
        assertThat(Run.of(fuse).out().lines()).hasSize(3);
        Files.delete(folder.resolve("out/2.png"));
        Run again = Run.of(fuse);
        List<String> states = new ArrayList<>();
        for (String line : again.out().lines().toList()) {
            states.add(new ObjectMapper().readTree(line).at("/state").asText());
        }
        assertThat(states).containsExactly("kept", "kept", "fused");
    }
}
