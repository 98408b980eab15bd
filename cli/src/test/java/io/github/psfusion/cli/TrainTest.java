// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.psfusion.cli.console.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains for a few steps on tiny crops. */
@Tag("slow")
class TrainTest {
    @TempDir
    private static Path shared;

    private static String scenes = "";

    @TempDir
    private Path folder;

    @BeforeAll
    static void drawScenes() {
        scenes = shared.resolve("scenes").toString();
        assertThat(Run.of("dataset", "generate", "-o", scenes, "--pairs", "4", "--size", "48x32")
                        .status())
                .isZero();
    }

    private static String[] train(Path output, String... more) {
        List<String> all = new ArrayList<>(List.of("train", "--data", scenes, "-o", output.toString()));
        all.addAll(List.of("--crop", "32x32", "--batch-size", "2", "--threads", "1", "--optimizer", "adamw"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void stoppedRunGoesOnWithItsSettings() throws IOException {
        Path output = folder.resolve("run");
        Cancellation cancellation = new Cancellation();
        cancellation.request(143);
        Run stopped = Run.with(Map.of(), cancellation, train(output, "--steps", "2"));
        assertThat(stopped.status()).as(stopped.err()).isEqualTo(143);
        assertThat(stopped.err())
                .contains("begins with random weights", "2 of 2 steps are to be done")
                .contains("stopped after step 0 of 2 with a checkpoint. Continue with: psfusion train --resume "
                        + output);
        Path settings = output.resolve("run.yaml"); // as version 0.1 recorded them
        Files.writeString(settings, Files.readString(settings).replace("grad-accumulation:", "accumulate:"));
        Run resumed = Run.of("train", "--resume", output.toString(), "--threads", "1", "--json");
        assertThat(resumed.status()).as(resumed.err()).isZero();
        JsonNode json = resumed.json();
        assertThat(json.at("/complete").asBoolean()).isTrue();
        assertThat(json.at("/steps").asInt()).isEqualTo(2);
        assertThat(resumed.err())
                .contains("2 of 2 steps are to be done.")
                .containsPattern("a step takes \\d+\\.\\d\\d s on this machine.* In total about \\d+ s\\.")
                .containsPattern("step 2: validation loss \\d+\\.\\d{3} over 1 pairs, mIoU .*; fused entropy ");
        assertThat(Files.readAllLines(output.resolve("losses.csv"))).hasSize(3);
        assertThat(output.resolve("run.yaml"))
                .content()
                .contains("crop: 32x32", "optimizer: adamw", "steps: 2", "grad-accumulation: 1")
                .doesNotContain("  accumulate:");
        assertThat(output.resolve("final.safetensors")).exists();
        assertThat(output.resolve("best.safetensors")).exists();
        assertThat(output.resolve("previews/step-00000002.png")).exists();
    }

    @Test
    void labelOutsideTheClassesStopsWithFileAndValue() {
        Run run = Run.of(train(folder.resolve("run"), "--classes", "2", "--steps", "1", "--log", "none"));
        assertThat(run.status()).as(run.err()).isEqualTo(3);
        assertThat(run.err())
                .containsPattern(
                        "label/0000[1-4].\\.png: value \\d at column \\d+, row \\d+ is not a class; expected are 0 to 1");
    }

    @Test
    void dryRunSaysTimeAndMemoryAndLeavesNothing() throws IOException {
        Path output = folder.resolve("run");
        Run run = Run.of(train(output, "--steps", "1000", "--dry-run", "--json"));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().at("/steps").asInt()).isEqualTo(1000);
        assertThat(run.json().at("/stepsDone").asInt()).isZero();
        assertThat(run.json().at("/secondsPerStep").asDouble()).isPositive();
        assertThat(output).doesNotExist();
    }
}
