// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment as a process that is killed without a chance to write anything, and resumes. */
@Tag("slow")
@Tag("long")
class KilledExperimentTest {
    private static final int MOST_SECONDS = 600;
    private static final String ROWS = "average,infrared";

    @TempDir
    private Path folder;

    @BeforeEach
    void generate() {
        Run run = Run.of(
                "dataset", "generate", "-o", folder.resolve("set").toString(), "--pairs", "10", "--size", "64x64");
        assertThat(run.status()).as(run.err()).isZero();
    }

    private Process start(String store) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PsFusionCommand.class.getName()));
        command.addAll(List.of(
                "downstream",
                "segment",
                "--data",
                folder.resolve("set").toString(),
                "--network",
                "unet-small",
                "--rows",
                ROWS,
                "--seeds",
                "1",
                "--steps",
                "30",
                "--checkpoint-every",
                "5",
                "--crop",
                "64x64",
                "--batch-size",
                "2",
                "-o",
                folder.resolve(store).toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectOutput(folder.resolve(store + ".out").toFile());
        builder.redirectError(folder.resolve(store + ".err").toFile());
        return builder.start();
    }

    private void finish(String store) throws IOException, InterruptedException {
        Process process = start(store);
        assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve(store + ".err")))
                .isZero();
    }

    private static boolean hasCheckpoint(Path run) throws IOException {
        if (!Files.isDirectory(run)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(run)) {
            return files.anyMatch(file -> String.valueOf(file.getFileName()).matches("step-\\d+\\.safetensors"));
        }
    }

    @Test
    void killedAndResumedItGivesTheSameTable() throws Exception {
        finish("whole");
        Process killed = start("killed");
        Path second = folder.resolve("killed/runs/infrared/seed-1");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!hasCheckpoint(second) && System.nanoTime() < deadline) {
            boolean ended = killed.waitFor(50, TimeUnit.MILLISECONDS); // waits for either, without a busy loop
            assertThat(ended).as("ended before its checkpoint").isFalse();
        }
        killed.destroyForcibly(); // SIGKILL
        assertThat(killed.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(killed.exitValue()).isNotZero();
        assertThat(folder.resolve("killed/segmentation.csv")).doesNotExist();
        assertThat(second.resolve("result.json")).doesNotExist();

        finish("killed");
        assertThat(folder.resolve("killed.err")).content().contains("average, seed 1: finished before");
        for (String file : List.of("segmentation.csv", "confusion.csv")) {
            assertThat(folder.resolve("killed").resolve(file))
                    .hasSameTextualContentAs(folder.resolve("whole").resolve(file));
        }
        for (String row : ROWS.split(",", -1)) {
            Path maps = folder.resolve("whole/runs").resolve(row).resolve("seed-1/predictions");
            try (Stream<Path> files = Files.list(maps)) {
                assertThat(files)
                        .isNotEmpty()
                        .allSatisfy(map -> assertThat(folder.resolve("killed/runs")
                                        .resolve(row)
                                        .resolve("seed-1/predictions")
                                        .resolve(map.getFileName()))
                                .hasSameBinaryContentAs(map));
            }
        }
    }
}
