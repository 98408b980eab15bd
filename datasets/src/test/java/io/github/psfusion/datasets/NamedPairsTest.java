// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedPairsTest {
    private static final List<String> INFRARED = List.of(
            "10.png",
            "2.png",
            "b.JPG",
            "A.tif",
            "caf\u00e9.png",
            "only.png",
            ".hidden.png",
            "notes.txt",
            "9.1.png",
            "z");
    private static final List<String> VISIBLE =
            List.of("2.jpg", "10.png", "B.png", "a.bmp", "cafe\u0301.png", "other.png", "9.1.jpeg", "_table.csv");

    private static ImageNameList list(String place, List<String> names) {
        ImageNameList list = new ImageNameList(place);
        for (String name : names) {
            list.add(name, name.length());
        }
        return list;
    }

    /** The obvious implementation lists folders. */
    @Test
    void pairsAreThoseOfFolders(@TempDir Path folder) throws IOException {
        for (String name : INFRARED) {
            Files.createFile(Files.createDirectories(folder.resolve("ir")).resolve(name));
        }
        for (String name : VISIBLE) {
            Files.createFile(Files.createDirectories(folder.resolve("vi")).resolve(name));
        }
        Pairing expected = PairFinder.between(folder.resolve("ir"), folder.resolve("vi"));
        ImageNameList infrared = list("ir", INFRARED);
        NamedPairs found = NamedPairs.of(infrared, list("vi", VISIBLE));

        assertThat(IntStream.range(0, found.size())
                        .mapToObj(i -> found.get(i).name() + "|" + found.get(i).infrared() + "|"
                                + found.get(i).visible()))
                .containsExactlyElementsOf(expected.pairs().stream()
                        .map(pair -> pair.name() + "|" + pair.infrared().getFileName() + "|"
                                + pair.visible().getFileName())
                        .toList());
        assertThat(found.infraredOnly()).containsExactlyElementsOf(names(expected.infraredOnly()));
        assertThat(found.visibleOnly()).containsExactlyElementsOf(names(expected.visibleOnly()));
        assertThat(infrared.others()).isEqualTo(2); // notes.txt and z
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }

    @Test
    void pairsAreFoundByTheirNames() throws IOException {
        NamedPairs pairs = NamedPairs.of(list("ir", INFRARED), list("vi", VISIBLE));
        for (int i = 0; i < pairs.size(); i++) {
            assertThat(pairs.indexOf(pairs.get(i).name())).isEqualTo(i);
        }
        assertThat(Stream.of("only", "", "11", "zz").map(pairs::indexOf)).allMatch(index -> index < 0);
    }

    @Test
    void largePairsComeFirstAndEachOnce() throws IOException {
        long[] bytes = {5, 1L << 40, 7, 0, 1L << 40, 6};
        ImageNameList infrared = new ImageNameList("ir");
        ImageNameList visible = new ImageNameList("vi");
        for (int i = 0; i < bytes.length; i++) {
            infrared.add(i + ".png", bytes[i]);
            visible.add(i + ".png", 0);
        }
        NamedPairs pairs = NamedPairs.of(infrared, visible);
        int[] order = pairs.largestFirst().toArray();
        assertThat(order).startsWith(1, 4).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
        ImageNameList small = new ImageNameList("small");
        List<Integer> sizes = new ArrayList<>(List.of(3, 9, 4, 9));
        for (int i = 0; i < sizes.size(); i++) {
            small.add(i + ".png", sizes.get(i));
        }
        assertThat(NamedPairs.of(small, visible).largestFirst().toArray()).containsExactly(1, 3, 2, 0);
    }

    @Test
    void ambiguousNamesAreRefused() {
        assertThatThrownBy(() -> NamedPairs.of(list("s3a://b/ir", List.of("1.png", "1.JPG")), list("vi", VISIBLE)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("s3a://b/ir: the names of 1 images are ambiguous: ")
                .hasMessageContaining("1.png")
                .hasMessageContaining("1.JPG");
    }

    @Test
    void foldersWithoutPairsAreRefused() {
        assertThatThrownBy(() -> NamedPairs.of(list("ir", List.of("a.txt")), list("vi", VISIBLE)))
                .hasMessage("ir: the folder holds no images. Expected are PNG, JPEG, BMP or TIFF files, but there are 1"
                        + " files of other kinds.");
        assertThatThrownBy(() -> NamedPairs.of(list("ir", List.of("a.png")), list("vi", List.of("b.png"))))
                .hasMessageContaining("ir: none of 1 infrared images (a.png) has a partner of its name");
    }
}
