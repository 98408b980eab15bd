// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.psfusion.cli.console.Cancellation;
import io.github.psfusion.training.RunFolder;
import io.github.psfusion.training.RunLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
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

    /** Returns a wish to end that comes when the run has written its settings, before or during the first step. */
    private static Cancellation stoppedOnceBegun(Path output) {
        Cancellation cancellation = new Cancellation();
        Thread watch = new Thread(() -> {
            while (!Files.exists(output.resolve("losses.csv"))) {
                Thread.onSpinWait();
            }
            cancellation.request(143);
        });
        watch.setDaemon(true);
        watch.start();
        return cancellation;
    }

    @Test
    void stoppedRunGoesOnWithItsSettings() throws IOException {
        Path output = folder.resolve("run");
        Run stopped = Run.with(Map.of(), stoppedOnceBegun(output), train(output, "--steps", "3"));
        assertThat(stopped.status()).as(stopped.err()).isEqualTo(143);
        assertThat(stopped.err())
                .contains("starts from random weights", "3 of 3 steps to run")
                .containsPattern(
                        "stopped after step [01] of 3 with a checkpoint\\. Continue with: psfusion train --resume "
                                + output);
        Path settings = output.resolve("run.yaml"); // as version 0.1 recorded them
        Files.writeString(settings, Files.readString(settings).replace("grad-accumulation:", "accumulate:"));
        Run resumed = Run.of("train", "--resume", output.toString(), "--threads", "1", "--json");
        assertThat(resumed.status()).as(resumed.err()).isZero();
        JsonNode json = resumed.json();
        assertThat(json.at("/complete").asBoolean()).isTrue();
        assertThat(json.at("/steps").asInt()).isEqualTo(3);
        assertThat(resumed.err())
                .containsPattern("continues from .*/step-0000000[01]\\.safetensors")
                .containsPattern("[23] of 3 steps to run\\.")
                .containsPattern(
                        "measured \\d+\\.\\d\\d s per step.* Estimated left: \\d+ s \\(steps \\d+ s, 1 validation of 1 pair \\d+ s, ")
                .containsPattern("step 3: validation loss \\d+\\.\\d{3} over 1 pair, mIoU .*; fused entropy ");
        assertThat(Files.readAllLines(output.resolve("losses.csv"))).hasSize(4);
        assertThat(output.resolve("run.yaml"))
                .content()
                .contains("crop: 32x32", "optimizer: adamw", "steps: 3", "grad-accumulation: 1")
                .doesNotContain("  accumulate:");
        assertThat(output.resolve("final.safetensors")).exists();
        assertThat(output.resolve("best.safetensors")).exists();
        assertThat(output.resolve("previews/step-00000003.png")).exists();
        requireSameValues(output);
        Run measured = Run.of("train", "--resume", output.toString(), "--threads", "1", "--dry-run");
        assertThat(measured.status()).isEqualTo(2);
        assertThat(measured.err()).contains("all steps of this training are done (3)");
    }

    /** The command computes what the last validation of the training did. */
    private void requireSameValues(Path run) throws IOException {
        Run validated = Run.of(
                "validate",
                "--data",
                scenes.toString(),
                "--weights",
                run.resolve("final.safetensors").toString(),
                "--metrics",
                "EN",
                "--json",
                "--threads",
                "1");
        assertThat(validated.status()).as(validated.err()).isZero();
        List<String> rows = Files.readAllLines(run.resolve("validation.csv"));
        List<String> names = List.of(rows.get(0).split(",", -1));
        List<String> last = List.of(rows.get(rows.size() - 1).split(",", -1));
        JsonNode values = validated.json();
        assertThat(last.get(names.indexOf("step"))).isEqualTo("3");
        assertThat(values.at("/pairs").asInt()).isEqualTo(1);
        assertThat(values.at("/loss").asDouble())
                .isCloseTo(Double.parseDouble(last.get(names.indexOf("total"))), within(1e-5));
        assertThat(values.at("/terms/gradient").asDouble())
                .isCloseTo(Double.parseDouble(last.get(names.indexOf("gradient"))), within(1e-6));
        assertThat(values.at("/metrics/fused.EN").asDouble())
                .isCloseTo(Double.parseDouble(last.get(names.indexOf("fused.entropy"))), within(1e-9));
        assertThat(values.at("/metrics/meanIou").isNumber()).isTrue();
        Run text = Run.of(
                "validate",
                "--data",
                scenes.toString(),
                "--weights",
                run.resolve("final.safetensors").toString(),
                "--labels",
                "none",
                "--threads",
                "1");
        assertThat(text.status()).as(text.err()).isZero();
        assertThat(text.out()).contains("total (weighted)", "VIF").doesNotContain("IoU");
    }

    /** Killed or diverged before the first checkpoint: both ways lead on. */
    @Test
    void runWithoutCheckpointStartsAnew() throws IOException {
        Path output = Files.createDirectories(folder.resolve("run"));
        Path halfWritten = output.resolve(".run.yaml." + UUID.randomUUID() + ".part");
        Path losses = output.resolve("losses.csv");
        for (boolean resumed : new boolean[] {false, true}) {
            Files.writeString(
                    output.resolve("run.yaml"),
                    "train:\n  data: " + scenes + "\n  steps: 3\n  batch-size: 2\n  crop: 32x32\n");
            Files.writeString(halfWritten, "");
            Files.deleteIfExists(losses);
            Cancellation cancellation = stoppedOnceBegun(output);
            Run run = resumed
                    ? Run.with(Map.of(), cancellation, "train", "--resume", output.toString(), "--threads", "1")
                    : Run.with(Map.of(), cancellation, train(output, "--steps", "3"));
            assertThat(run.status()).as(run.err()).isEqualTo(143);
            assertThat(run.err())
                    .contains(
                            resumed
                                    ? output + " has no checkpoint yet: its training starts anew."
                                    : output
                                            + " holds a training that ended before its first checkpoint; it is replaced.")
                    .contains("removed what an interrupted training left half-written: " + halfWritten)
                    .contains("3 of 3 steps to run.");
            assertThat(halfWritten).doesNotExist();
            Path checkpoint = new RunFolder(output).checkpoints().latest();
            Files.delete(checkpoint);
        }
        try (RunLock lock = RunLock.of(new RunFolder(output)).orElseThrow()) {
            assertThat(lock).isNotNull();
            Run second = Run.of("train", "--resume", output.toString(), "--threads", "1");
            assertThat(second.status()).isEqualTo(5);
            assertThat(second.err())
                    .contains(output + ": another training is running in this folder. Wait for its end");
        }
    }

    @Test
    void rehearsalReadsEveryImage() throws IOException {
        Path copy = folder.resolve("copy");
        assertThat(Run.of("dataset", "prepare", scenes, "-o", copy.toString()).status())
                .isZero();
        Path visible = copy.resolve("train/vi/00002N.png");
        byte[] png = Files.readAllBytes(visible);
        int data = new String(png, StandardCharsets.ISO_8859_1).indexOf("IDAT");
        int length = ByteBuffer.wrap(png).getInt(data - 4);
        Arrays.fill(png, data + 4 + length / 2, data + 4 + length, (byte) 0);
        CRC32 sum = new CRC32(); // right, so that only decoding finds it
        sum.update(png, data, 4 + length);
        ByteBuffer.wrap(png).putInt(data + 4 + length, (int) sum.getValue());
        Files.write(visible, png);
        Run run = Run.of(
                "train",
                "--data",
                copy.toString(),
                "--crop",
                "32x32",
                "--batch-size",
                "50",
                "--dry-run",
                "--threads",
                "1");
        assertThat(run.status()).as(run.err()).isEqualTo(3);
        assertThat(run.err())
                .contains(visible.toString())
                .contains("--batch-size 50: there are only 3 training pairs, so each batch has as many.");
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
        assertThat(run.json().at("/secondsOfParts/validation").asDouble()).isPositive();
        assertThat(run.json().at("/secondsOfParts/saving").asDouble()).isPositive();
        assertThat(output).doesNotExist();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(path -> path.toString().contains("psfusion-dry-run")))
                    .isEmpty();
        }
    }
}
