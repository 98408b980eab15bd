// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders with other names than those that are known, and files with other extensions. */
class FolderHintsTest {
    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        "labels, label",
        "Labels, label",
        "Annotations, label",
        "lable, label",
        "gt, label",
        "masks, mask",
        "boundaries, bd"
    })
    void aNearMissBesideAPairIsNamed(String folder, String role) throws IOException {
        TinySet.pair(root, "a");
        Files.createDirectories(root.resolve(folder));
        assertThat(DatasetCheck.of(root, CheckOptions.defaults(), (done, total) -> {})
                        .findings())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("There is a folder " + folder + ", which is not known", "its name must be " + role);
        ImageRole meant = ImageRole.valueOf(role.equals("bd") ? "BOUNDARY" : role.toUpperCase(java.util.Locale.ROOT));
        assertThat(FolderHints.beside(root.resolve("ir/a.png"), meant)).contains(folder);
    }

    @Test
    void otherFoldersAreNoConcern() throws IOException {
        TinySet.pair(root, "a");
        for (String folder : new String[] {"fused", "results", "depth", ".cache", "__MACOSX"}) {
            Files.createDirectories(root.resolve(folder));
        }
        assertThat(DatasetCheck.of(root, CheckOptions.defaults(), (done, total) -> {})
                        .findings())
                .isEmpty();
        assertThat(FolderHints.beside(root.resolve("ir/a.png"), ImageRole.LABEL))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"mwir, infrared", "TIR, infrared", "infra-red, infrared", "thermal_images, infrared"})
    void aMissingPartnerFolderNamesWhatIsThere(String folder, String role) throws IOException {
        Folders.with(root, "visible/a.png", folder + "/a.png");
        assertThatThrownBy(() -> PairFinder.in(root))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(
                        "There is a folder " + folder + ", which is not known; if it is meant for " + role);
    }

    @Test
    void unknownFoldersAreListed() throws IOException {
        Folders.with(root, "cam0/a.png", "cam1/a.png");
        assertThatThrownBy(() -> PairFinder.in(root)).hasMessageContaining("There are the folders cam0, cam1");
    }

    @Test
    void imagesOneFolderDeeperAreNamed() throws IOException {
        Folders.with(root, "infrared/images/a.png", "visible/images/a.png");
        assertThatThrownBy(() -> PairFinder.in(root)).hasMessageContaining("It holds the folders images");
    }

    @Test
    void filesAreImagesByTheirContentInFoldersToo() throws IOException {
        TinySet.pair(root, "a");
        TinySet.pair(root, "b.001");
        Files.move(root.resolve("ir/a.png"), root.resolve("ir/a.RJPG"));
        Files.move(root.resolve("vi/a.png"), root.resolve("vi/a.jfif"));
        Files.move(root.resolve("ir/b.001.png"), root.resolve("ir/b.001"));
        Files.writeString(root.resolve("ir/readme.txt"), "no image");
        Files.writeString(root.resolve("ir/Thumbs.db"), "");
        Pairing pairing = PairFinder.in(root);
        assertThat(pairing.pairs()).extracting(PairFiles::name).containsExactly("a", "b.001");
        assertThat(pairing.isComplete()).isTrue();
        Files.writeString(root.resolve("list.txt"), "a.RJPG\n");
        assertThat(pairing.listed(root.resolve("list.txt")).pairs()).hasSize(1);
    }

    @Test
    void imagesOfFormatsThatAreNotReadAreCounted() throws IOException {
        TinySet.pair(root, "a");
        Files.writeString(root.resolve("ir/b.webp"), "RIFF....WEBPVP8 ");
        Files.writeString(root.resolve("vi/b.dat"), "GIF89a..........");
        Files.writeString(root.resolve("vi/c.raw"), "?");
        Pairing pairing = PairFinder.in(root);
        assertThat(pairing.foreign())
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("b.webp", "b.dat", "c.raw");
        assertThat(pairing.isComplete()).isFalse();
        Files.delete(root.resolve("ir/a.png"));
        assertThatThrownBy(() -> PairFinder.in(root)).hasMessageContaining("there are 1 of other formats (b.webp)");
    }
}
