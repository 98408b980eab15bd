// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.testing.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameListTest {
    @TempDir
    private Path root;

    private Path list;

    @BeforeEach
    void threePairs() throws IOException {
        Folders.with(root, "ir/1.png", "ir/2.png", "ir/3.a.png", "vi/1.png", "vi/2.png", "vi/3.a.png", "vi/9.png");
        list = root.resolve("list.txt");
    }

    private Pairing listed(String text) throws IOException {
        Files.writeString(list, text);
        return PairFinder.in(root).listed(list);
    }

    @Test
    void theOrderOfTheListIsKept() throws IOException {
        assertThat(listed("\uFEFF3.a\r\n\n# the first is the last\r\n1.jpg\r\n").pairs())
                .extracting(PairFiles::name)
                .containsExactly("3.a", "1");
    }

    @Test
    void pairsThatAreNotListedLackNothing() throws IOException {
        assertThat(listed("2\n").isComplete()).isTrue();
    }

    @Test
    void unknownNamesAreListedWithTheirLines() {
        assertThatThrownBy(() -> listed("1\n7.png\n9.png\n"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(list + ": 2 of 3 listed names belong to no pair: 7 (line 2), 9 (line 3)");
    }

    @Test
    void aNameListedTwiceIsAnError() {
        assertThatThrownBy(() -> listed("1\n2\n1.png\n"))
                .hasMessageContaining(list + ", line 3: 1 was named on line 1 already");
    }

    @Test
    void aListWithoutNamesIsAnError() {
        assertThatThrownBy(() -> listed("\n# nothing\n")).hasMessageContaining("names no pair");
    }

    @Test
    void aListThatIsNoTextIsAnError() throws IOException {
        Files.write(list, new byte[] {'1', (byte) 0xFF, (byte) 0xFE});

        assertThatThrownBy(() -> PairFinder.in(root).listed(list)).hasMessageContaining("not text in UTF-8");
        assertThatThrownBy(() -> PairFinder.in(root).listed(root)).hasMessageContaining("no such list file");
    }

    @Test
    void changedListsAreReadOrRefused() {
        byte[] names = "# pairs\n00001D.png\n00002N\n\n\u00E4\u00F6.tif\n".getBytes(StandardCharsets.UTF_8);
        Fuzz.of("list", 200, names).run(bytes -> {
            Path file = Files.write(root.resolve("mutated.txt"), bytes);
            try {
                NameList.read(file);
            } catch (DatasetException e) {
                assertThat(e).hasMessageStartingWith(file.toString());
            }
        });
    }
}
