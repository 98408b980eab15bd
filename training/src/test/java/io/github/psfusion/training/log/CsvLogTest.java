// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLogTest {
    @TempDir
    private Path folder;

    @Test
    void resumedTableGoesOnBehindTheCheckpoint() throws IOException {
        Path table = folder.resolve("losses.csv");
        write(table, 0, 1, 2, 3, 4);
        Files.writeString(table, "5,0.", StandardOpenOption.APPEND); // killed in the middle of a row
        write(table, 3, 4, 5);
        assertThat(Files.readAllLines(table))
                .containsExactly(
                        "step,total,gradient,gradient-norm,learning-rate,seconds",
                        "1,1.5,0.25,2.0,0.001,0.5",
                        "2,1.5,0.25,2.0,0.001,0.5",
                        "3,1.5,0.25,2.0,0.001,0.5",
                        "4,1.5,0.25,2.0,0.001,0.5",
                        "5,1.5,0.25,2.0,0.001,0.5");
    }

    @Test
    void newRunStartsANewTable() throws IOException {
        Path table = folder.resolve("losses.csv");
        write(table, 0, 1, 2);
        write(table, 0, 1);
        assertThat(Files.readAllLines(table)).hasSize(2);
    }

    @Test
    void numbersDoNotDependOnTheLocale() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            Path table = folder.resolve("losses.csv");
            write(table, 0, 1);
            assertThat(Files.readAllLines(table).get(1)).isEqualTo("1,1.5,0.25,2.0,0.001,0.5");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void chartIsDrawnFromTheTable() throws IOException {
        Path table = folder.resolve("losses.csv");
        write(table, 0, 1, 2, 3, 4);
        Path image = folder.resolve("losses.png");
        new LossChart(table, table.resolveSibling("validation.csv"), image).close();
        assertThat(Files.readAllBytes(image)).startsWith(0x89, 'P', 'N', 'G');
    }

    private static void write(Path table, long stepsDone, int... steps) throws IOException {
        try (CsvLog log = CsvLog.open(table, stepsDone)) {
            for (int step : steps) {
                log.step(new StepResult(step, 1.5, Map.of("gradient", 0.25), 2.0, 1e-3, 0.5));
            }
        }
    }
}
