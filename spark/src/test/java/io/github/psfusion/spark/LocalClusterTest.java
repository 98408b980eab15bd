// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on real executors: two JVMs of their own on this machine. */
@Tag("slow") // starts Spark
class LocalClusterTest {
    private static final int PAIRS = 16;
    private static final int BROKEN = 7;
    private static final int RESULTS_BEFORE_THE_KILL = 3;

    @TempDir
    private Path folder;

    private List<String> arguments(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--ir",
                folder.resolve("ir").toUri().toString(),
                "--vi",
                folder.resolve("vi").toString()));
        all.addAll(List.of("-o", folder.resolve("out").toString()));
        all.addAll(List.of(more));
        return all;
    }

    /** Whole results: a file that is being written has a hidden name, and may be gone the moment after it is listed. */
    private Map<String, FileTime> results() throws IOException {
        Map<String, FileTime> results = new TreeMap<>();
        if (Files.isDirectory(folder.resolve("out"))) {
            try (Stream<Path> files = Files.list(folder.resolve("out"))) {
                for (Path file : files.filter(
                                file -> file.getFileName().toString().endsWith(".png"))
                        .toList()) {
                    results.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
                }
            }
        }
        return results;
    }

    /** Compares the results with what the command wrote into the folder {@code expected}. */
    private void compareWithCommand() throws IOException {
        Path expected = folder.resolve("expected");
        try (Stream<Path> files = Files.list(expected)) {
            for (Path file : files.toList()) {
                assertThat(folder.resolve("out").resolve(file.getFileName())).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void aKilledExecutorLosesNothingAndASecondRunDoesWhatIsMissing() throws Exception {
        Scenes.write(folder, PAIRS, 224, 160);
        Files.write(folder.resolve("ir/" + BROKEN + ".png"), new byte[] {1, 2, 3});
        Files.copy(folder.resolve("ir/0.png"), folder.resolve("ir/alone.png"));

        SparkProcess job = SparkProcess.start(folder, "local-cluster[2,1,1024]", arguments("-m", "gtf"));
        boolean killed = false;
        while (job.isRunning() && !killed) {
            killed = results().size() >= RESULTS_BEFORE_THE_KILL && job.killAnExecutor();
            Thread.sleep(20);
        }
        int atTheKill = results().size();
        SparkProcess.Ended ended = job.end();
        assertThat(killed).as(ended.text()).isTrue();
        assertThat(atTheKill).isLessThan(PAIRS - 1);
        assertThat(ended.code()).as(ended.text()).isEqualTo(1);
        assertThat(ended.text())
                .contains(
                        PAIRS - 1 + " of " + PAIRS + " pairs fused into file:" + folder.resolve("out") + ", 1 failed.")
                .contains("1 infrared images have no visible partner of the same name and are left out: alone.png")
                .contains("failed: " + BROKEN + ": ");
        Map<String, FileTime> first = results();
        assertThat(first).hasSize(PAIRS - 1).doesNotContainKey(BROKEN + ".png");
        Scenes.fuse(folder, folder.resolve("expected"), "gtf", Optional.empty());
        compareWithCommand();

        List<String> rows = ResultRows.of(folder.resolve("out"));
        assertThat(rows).hasSize(PAIRS);
        assertThat(rows.stream().map(row -> row.split(",", -1)[1]).distinct()).hasSize(PAIRS);
        assertThat(rows.stream().filter(row -> row.contains(",failed,")))
                .singleElement()
                .satisfies(row -> assertThat(row).contains("," + BROKEN + ",failed,"));
        List<String> methods = rows.stream()
                .map(row -> row.substring(row.lastIndexOf(',') + 1))
                .distinct()
                .toList();
        assertThat(methods).hasSizeBetween(1, 3).allMatch(instance -> instance.matches("[0-9]+/1"));

        SparkProcess.Ended second =
                SparkProcess.start(folder, "local[1]", arguments("-m", "gtf")).end();
        assertThat(second.text())
                .contains("0 of " + PAIRS + " pairs fused into file:" + folder.resolve("out") + ", " + (PAIRS - 1)
                        + " existed and are kept, 1 failed.");
        assertThat(results()).isEqualTo(first);
        assertThat(folder.resolve("out")) // what the killed executor left is swept
                .isDirectoryNotContaining(file -> file.getFileName().toString().endsWith(".part"));
        assertThat(ResultRows.of(folder.resolve("out"))).hasSize(PAIRS + 1);
    }

    /** With one pair there is no stage before that in which the network is needed, as for an executor that replaces a lost one. */
    @Test
    void aNetworkGetsItsWeightsOnTheExecutors() throws Exception {
        Scenes.write(folder, 1, 64, 48);
        Path weights = Path.of("../models/psfusion.safetensors").toRealPath();
        String method = "psfusion:precision=float32";
        Scenes.fuse(folder, folder.resolve("expected"), method, Optional.of(weights));
        SparkProcess.Ended ended = SparkProcess.start(
                        folder,
                        "local-cluster[1,1,1024]",
                        arguments("-m", method, "--weights", weights.toString(), "--max-failures", "0"))
                .end();
        assertThat(ended.code()).as(ended.text()).isZero();
        assertThat(ended.text()).contains("1 of 1 pair fused");
        compareWithCommand();
    }
}
