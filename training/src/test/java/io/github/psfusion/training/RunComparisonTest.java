// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunComparisonTest {
    @TempDir
    private Path folder;

    private Path run(String name, String yaml, String losses, String validations) throws IOException {
        Path run = Files.createDirectory(folder.resolve(name));
        Files.writeString(run.resolve("run.yaml"), yaml);
        Files.writeString(run.resolve("losses.csv"), losses);
        if (!validations.isEmpty()) {
            Files.writeString(run.resolve("validation.csv"), validations);
        }
        return run;
    }

    @Test
    void runsStandSideBySideWithTheSettingsInWhichTheyDiffer() throws IOException {
        String head = "step,total,gradient,gradient-norm,learning-rate,seconds\n";
        Path a = run(
                "a",
                "train:\n  seed: 1\n  data:\n  - x\n  - y\n  learning-rate: 0.001\n",
                head + "1,4.0,1,1,0.1,2\n2,2.0,1,1,0.1,4\n",
                "step,pairs,total\n1,2,0.5\n2,2,0.25\n");
        Path b = run("b", "train:\n  seed: 1\n  data: x\n  learning-rate: 0.002\n", head, "");
        RunComparison runs = RunComparison.read(List.of(a, b));
        assertThat(runs.differing()).containsExactly("data", "learning-rate");
        assertThat(runs.runs().get(0).loss()).hasValue(3);
        assertThat(runs.runs().get(0).seconds()).isEqualTo(6);
        assertThat(runs.runs().get(0).bestStep()).isEqualTo(2);
        assertThat(runs.runs().get(1).steps()).isZero();
        List<String> lines = runs.text(200, false).lines().toList();
        assertThat(lines).anyMatch(line -> line.matches("lowest validation loss +0\\.2500 +-"));
        assertThat(lines).anyMatch(line -> line.matches("learning-rate +0\\.001 +0\\.002"));
        assertThat(lines).noneMatch(line -> line.startsWith("seed"));
        assertThatThrownBy(() -> RunComparison.read(List.of(folder)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("run.yaml");
        Files.writeString(a.resolve("losses.csv"), head + "1,4\n");
        assertThatThrownBy(() -> RunComparison.read(List.of(a))).hasMessageContaining("losses.csv, line 2");
    }
}
