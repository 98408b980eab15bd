// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {
    @TempDir
    private Path folder;

    @Test
    void unknownOptionIsNamedWithTheNearestOne() {
        Run run = Run.of("dataset", "check", "--dep", "x");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualToNormalizingNewlines("""
                        psfusion dataset check: unknown option --dep. Did you mean --deep?
                        See psfusion dataset check --help.
                        """);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void unknownOptionComesBeforeAMissingOne() {
        Run run = Run.of("weights", "import", "a.pth", "--outptu", "b.safetensors");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("unknown option --outptu. Did you mean --output?");
    }

    @Test
    void optionThatStandsTwiceIsNamedWithALongerOne() {
        assertThat(Run.of("weights", "export", "a.safetensors", "-o", "b.onnx", "--output", "fused")
                        .err())
                .contains("psfusion weights export: --output is given twice; did you mean --outputs the second time?");
        assertThat(Run.of("dataset", "check", "x", "--deep", "--deep").err()).contains("--deep is given twice.");
    }

    @Test
    void unknownOptionComesBeforeABadValue() {
        Run run = Run.of("dataset", "check", "x", "--threads", "many", "--dep");
        assertThat(run.err()).contains("unknown option --dep");
    }

    @Test
    void missingArgumentIsNamed() {
        Run run = Run.of("weights", "import", "a.pth");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("psfusion weights import: missing: --output OUT.");
        assertThat(Run.of("dataset", "check").err()).contains("missing: DIR.");
    }

    @Test
    void badValuesAreNamedWithWhatIsExpected() {
        assertThat(Run.of("dataset", "check", "x", "--ansi", "red").err())
                .contains("'--ansi'", "expected auto, always, never, not red.");
        assertThat(Run.of("dataset", "check", "x", "--threads", "-1").err())
                .contains("--threads -1: expected a number from 1 on.");
        assertThat(Run.of("dataset", "check", "x", "--device", "gpu").err())
                .contains("--device gpu: expected auto, cpu or cuda.");
        assertThat(Run.of("dataset", "check", "x", "--max-pixels", "0").status())
                .isEqualTo(2);
    }

    @Test
    void commandsOfOtherToolsAreAnsweredWithOurs() {
        assertThat(Run.of("predict").err()).contains("psfusion: no command predict; did you mean fuse?");
        assertThat(Run.of("dataset", "chekc").err()).contains("no command chekc; did you mean check?");
        assertThat(Run.of("xyz").err()).contains("no command xyz. Commands are ", "dataset");
        assertThat(Run.of("predict").status()).isEqualTo(2);
    }

    @Test
    void noCommandShowsTheHelpOnStandardErrorAndFails() {
        Run run = Run.of();
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: psfusion [OPTIONS] COMMAND ...");
        assertThat(run.out()).isEmpty();
        assertThat(Run.of("weights").err())
                .contains("missing subcommand. Choose one of: import, inspect, calibrate, annotate, average or export");
    }

    @Test
    void helpOnACommandIsItsHelpOption() {
        assertThat(Run.of("help", "weights", "import").out())
                .isEqualTo(Run.of("weights", "import", "--help").out());
        assertThat(Run.of("help", "nothing").err()).contains("no command nothing");
    }

    @Test
    void versionTellsOfProgramJavaAndEngine() {
        Run run = Run.of("--version");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("psfusion ", "Java ", "libtorch with JavaCPP 2.");
    }

    @Test
    void completionScriptKnowsTheVerbs() {
        Run run = Run.of("generate-completion");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("complete -F", "dataset", "--overwrite");
    }

    @Test
    void argumentsMayComeFromAFile() throws IOException {
        Path arguments = folder.resolve("arguments");
        Files.writeString(arguments, "dataset check\n--dep\n");
        assertThat(Run.of("@" + arguments).err()).contains("unknown option --dep");
    }

    @Test
    void errorsAreJsonWhereJsonIsWanted() throws IOException {
        Run run = Run.of("dataset", "check", "--json", folder.resolve("missing").toString());
        assertThat(run.status()).as(run.err()).isEqualTo(3);
        assertThat(run.json().at("/schema").asInt()).isEqualTo(1);
        assertThat(run.json().at("/error/status").asInt()).isEqualTo(3);
        assertThat(run.json().at("/error/message").asText()).contains("missing");
    }

    @Test
    void outputThatIsNotForATerminalHasNoEscapeSequences() {
        Run run = Run.of("dataset", "check", folder.resolve("missing").toString());
        assertThat(run.err()).doesNotContain("\u001b");
        Run colored = Run.of(
                "--ansi",
                "always",
                "dataset",
                "check",
                folder.resolve("missing").toString());
        assertThat(colored.err()).contains("\u001b[");
    }
}
