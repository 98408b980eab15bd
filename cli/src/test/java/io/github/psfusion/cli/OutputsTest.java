// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.cli.console.Cancellation;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Results that do not arrive, results over inputs, and names that would control a terminal. */
@DisabledOnOs(OS.WINDOWS)
class OutputsTest {
    /** A name that sets the title of a terminal, begins a line and reverses the direction of writing. */
    private static final String EVIL = "e\u001b]0;owned\u0007\npsfusion: all is well\r\u009b\u202e";

    private static final String SHOWN = "e\\u001b]0;owned\\u0007\\npsfusion: all is well\\r\\u009b\\u202e";

    @TempDir
    private Path folder;

    private Path infrared = Path.of("");
    private Path visible = Path.of("");

    @BeforeEach
    void writePair() throws IOException {
        infrared = TestImages.write(folder.resolve("ir/a.png"), TestImages.infrared(40, 30));
        visible = TestImages.write(folder.resolve("vi/a.png"), TestImages.visible(40, 30));
    }

    private static final class Full extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    /** Runs the program with a standard output that takes nothing. */
    private static Run onFullDisk(String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Session session = new Session(
                new PrintStream(new Full(), false, UTF_8),
                new PrintStream(err, true, UTF_8),
                Map.of(),
                Terminal.none(),
                new Cancellation());
        int status = PsFusionCommand.run(session, args);
        return new Run(status, new ByteArrayOutputStream(), err.toString(UTF_8));
    }

    private Run fuse(Object output, String... more) {
        String[] args = new String[9 + more.length];
        System.arraycopy(
                new String[] {
                    "fuse",
                    "-m",
                    "average",
                    "--ir",
                    infrared.toString(),
                    "--vi",
                    visible.toString(),
                    "-o",
                    output.toString()
                },
                0,
                args,
                0,
                9);
        System.arraycopy(more, 0, args, 9, more.length);
        return Run.of(args);
    }

    @Test
    void whatCannotBePrintedIsAnErrorOfEveryCommand() {
        String out = folder.resolve("out").toString();
        String[][] commands = {
            {"--help"},
            {"--version"},
            {"help", "fuse"},
            {"fuse", "--help"},
            {"fuse", "--list-methods"},
            {"fuse", "--list-methods", "--json"},
            {"evaluate", "--list-metrics"},
            {"evaluate", "--list-metrics", "--json"},
            {"evaluate", "--pairs", folder.toString(), "--fused", folder + "/vi", "--metrics", "EN"},
            {"compare", "--pairs", folder.toString(), "-m", "average", "--metrics", "EN", "--json"},
            {"dataset", "check", folder.toString()},
            {"dataset", "generate", "--pairs", "1", "--size", "16x16", "-o", out},
            {"fuse", "--pairs", folder.toString(), "-m", "average", "-o", out + "2"},
            {"fuse", "--pairs", folder.toString(), "-m", "average", "-o", out + "3", "--json"},
            {"fuse", "--pairs", folder.toString(), "-m", "average", "-o", out + "4", "--json=lines"},
            {"fuse", "-m", "average", "--ir", infrared.toString(), "--vi", visible.toString(), "-o", "-"},
            {"profile", "--static", "--size", "32x32"},
            {"generate-completion"}
        };
        for (String[] command : commands) {
            Run run = onFullDisk(command);
            assertThat(run.status())
                    .as(String.join(" ", command) + "\n" + run.err())
                    .isEqualTo(5);
            assertThat(run.err()).contains("standard output cannot be written");
        }
    }

    @Test
    void anEarlierErrorKeepsItsExitCode() {
        assertThat(onFullDisk("fuse", "--bogus", "--json").status()).isEqualTo(2);
        assertThat(onFullDisk("weights", "inspect", folder.resolve("none").toString(), "--json")
                        .status())
                .isEqualTo(3);
    }

    @Test
    void reportsAreWrittenAlsoWhereTheTableIsNotPrinted() {
        Path out = folder.resolve("reports");

        Run run = onFullDisk(
                "evaluate",
                "--pairs",
                folder.toString(),
                "--fused",
                folder + "/vi",
                "--metrics",
                "EN",
                "-o",
                out.toString());

        assertThat(run.status()).isEqualTo(5);
        assertThat(out.resolve("scores.json")).exists();
    }

    @Test
    void namesControlNoTerminal() throws IOException {
        TestImages.write(folder.resolve("ir").resolve(EVIL + ".png"), TestImages.infrared(40, 30));
        Files.writeString(folder.resolve("vi").resolve(EVIL + ".png"), "no image");
        Files.writeString(folder.resolve("ir").resolve(EVIL + "2.png"), "without partner");
        String pairs = folder.toString();
        String out = folder.resolve("out" + EVIL).toString();
        Run[] runs = {
            Run.of("fuse", "-m", "average", "--pairs", pairs, "-o", out, "-v"),
            Run.of("fuse", "-m", "average", "--pairs", pairs, "-o", out, "--strict"),
            Run.of("fuse", "-m", "average", "--pairs", pairs, "-o", out + 2, "--json"),
            Run.of("evaluate", "--pairs", pairs, "--fused", out, "--metrics", "EN", "--per-pair"),
            Run.of("compare", "--pairs", pairs, "-m", "average", "--metrics", "EN"),
            Run.of("dataset", "check", pairs),
            Run.of("dataset", "check", pairs, "--deep"),
            Run.of(
                    "weights",
                    "inspect",
                    folder.resolve("ir").resolve(EVIL + "2.png").toString())
        };
        for (Run run : runs) {
            String text = run.out() + run.err();
            assertThat(text)
                    .contains("\\u001b]0;owned\\u0007")
                    .doesNotContain("\u001b", "\u0007", "\r", "\u009b", "\u202e");
            assertThat(text.lines()).noneMatch(line -> line.startsWith("psfusion: all is well"));
        }
        assertThat(runs[0].err()).contains(SHOWN + " failed: ");
        assertThat(runs[3].out()).contains(SHOWN);
        assertThat(runs[2].json().findValuesAsText("name")).contains(EVIL);
    }

    @Test
    void weightsAreNotWrittenOntoThemselves() throws IOException {
        Path weights = RuleWeightFile.write(folder.resolve("rule.safetensors"));
        Path link = Files.createSymbolicLink(folder.resolve("link.safetensors"), weights);
        Path hard = Files.createLink(folder.resolve("hard.safetensors"), weights);
        for (Path output : new Path[] {weights, link, hard, folder.resolve("ir/../rule.safetensors")}) {
            String[] more = {weights.toString(), "-o", output.toString(), "--overwrite"};
            for (String command : new String[] {"import", "export"}) {
                Run run = Run.of("weights", command, more[0], more[1], more[2], more[3]);
                assertThat(run.status()).as(run.err()).isEqualTo(5);
                assertThat(run.err()).contains("is the input " + weights);
            }
            assertThat(fuse(output, "--format", "png", "--overwrite", "--weights", weights.toString())
                            .status())
                    .isNotZero();
        }
    }

    @Test
    void listsAndScoresThatAreReadAreNotReplaced() throws IOException {
        Path list = Files.writeString(folder.resolve("a.txt"), "a\n");
        Run run = Run.of(
                "fuse",
                "-m",
                "average",
                "--pairs",
                folder.toString(),
                "--list",
                list.toString(),
                "-o",
                folder + "/{name}.txt",
                "--format",
                "png",
                "--overwrite");
        assertThat(run.status()).as(run.err()).isEqualTo(5);
        assertThat(run.err()).contains("a.txt is the input " + list);

        String[] evaluate = {
            "evaluate", "--pairs", folder.toString(), "--fused", folder + "/vi", "--metrics", "EN", "-o", folder + "/s"
        };
        assertThat(Run.of(evaluate).status()).isZero();
        Path scores = folder.resolve("s/scores.json");
        Run compared =
                Run.of("compare", scores.toString(), "-o", folder.resolve("s").toString(), "--overwrite");
        assertThat(compared.status()).as(compared.err()).isEqualTo(5);
        assertThat(compared.err()).contains("is the input " + scores);
    }

    @Test
    void imagesOfAComparisonAreNotWrittenOntoSources() throws IOException {
        Path out = Files.createDirectories(folder.resolve("out/images"));
        Files.createSymbolicLink(out.resolve("average"), folder.resolve("ir"));

        Run run = Run.of(
                "compare",
                "--pairs",
                folder.toString(),
                "-m",
                "average",
                "--metrics",
                "EN",
                "-o",
                folder.resolve("out").toString(),
                "--overwrite");

        assertThat(run.status()).as(run.err()).isEqualTo(5);
        assertThat(run.err()).contains("a.png is the image " + infrared + ", which is read");
    }

    @Test
    void longNamesAreWrittenOrNamed() throws IOException {
        assertThat(fuse(folder.resolve("n".repeat(251) + ".png")).status()).isZero();
        Run run = fuse(folder.resolve("ä".repeat(126) + ".png"));
        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err())
                .contains("its name has 256 bytes, and file systems allow 255")
                .doesNotContain("permission");
    }

    @Test
    void devicesFoldersAndLinksToThemAreNoResults() throws IOException {
        Path device = Files.createSymbolicLink(folder.resolve("null.png"), Path.of("/dev/null"));
        Path directory = Files.createSymbolicLink(folder.resolve("dir.png"), folder.resolve("ir"));
        Path nowhere = Files.createSymbolicLink(folder.resolve("none.png"), folder.resolve("missing.png"));

        assertThat(fuse(device, "--overwrite").err()).contains("is not a regular file");
        assertThat(fuse(nowhere, "--overwrite").err()).contains("symbolic link to a file that does not exist");
        assertThat(fuse(directory, "--overwrite").status()).isEqualTo(5);
        for (Path output : new Path[] {device, nowhere}) {
            assertThat(fuse(output, "--overwrite").status()).isEqualTo(5);
            assertThat(Files.isSymbolicLink(output)).isTrue();
        }
    }
}
