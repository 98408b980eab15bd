// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
    @TempDir
    private Path folder;

    @Test
    void linesAreThereAtOnceAndAppended() throws IOException {
        Path file = folder.resolve("log.jsonl");
        try (LineFile lines = LineFile.open(file)) {
            lines.add("a");
            assertThat(file).hasContent("a\n");
        }
        try (LineFile lines = LineFile.open(file)) {
            lines.add("b");
        }
        assertThat(file).hasContent("a\nb\n");
    }

    @Test
    void aLineThatWasCutShortIsEnded() throws IOException {
        Path file = Files.writeString(folder.resolve("log.jsonl"), "{\"a\":1}\n{\"b\":");
        try (LineFile lines = LineFile.open(file)) {
            lines.add("{\"c\":2}");
        }
        assertThat(file).hasContent("{\"a\":1}\n{\"b\":\n{\"c\":2}\n");
    }

    @Test
    void whatCannotBeWrittenIsNamed() throws IOException {
        assertThatThrownBy(() -> LineFile.open(folder))
                .isInstanceOf(FileWriteException.class)
                .hasMessageStartingWith(folder.toString());
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "skipped: there is no /dev/full");
        assertThatThrownBy(() -> {
                    try (LineFile lines = LineFile.open(Files.createSymbolicLink(folder.resolve("l"), full))) {
                        lines.add("a");
                    }
                })
                .isInstanceOfSatisfying(
                        FileWriteException.class,
                        e -> assertThat(e.obstacle()).isEqualTo(FileWriteException.Obstacle.SPACE))
                .hasMessageStartingWith(folder.resolve("l").toString());
    }
}
