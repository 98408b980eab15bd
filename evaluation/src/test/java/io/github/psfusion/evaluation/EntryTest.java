// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntryTest {
    private static List<String> names(Set<String> taken, String... folders) {
        return Entry.ofFolders(List.of(folders).stream().map(Path::of).toList(), taken).stream()
                .map(entry -> entry.method().key())
                .toList();
    }

    @Test
    void foldersHaveTheirOwnNames() {
        assertThat(names(Set.of(), "a/DenseFuse", "b/SDNet")).containsExactly("DenseFuse", "SDNet");
    }

    @Test
    void foldersNamedAlikeGetTheFoldersAboveThem() {
        assertThat(names(Set.of(), "a/results/out", "b/results/out", "c/other"))
                .containsExactly("a/results/out", "b/results/out", "other");
    }

    @Test
    void aFolderNamedAsAMethodOrASourceGetsTheFolderAboveIt() {
        assertThat(names(Set.of("gtf"), "mine/gtf", "mine/visible")).containsExactly("mine/gtf", "mine/visible");
    }

    @Test
    void theSameFolderTwiceIsRefused() {
        assertThatThrownBy(() -> names(Set.of(), "a/out", "a/x/../out"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }
}
