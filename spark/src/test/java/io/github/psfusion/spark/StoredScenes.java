// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Three pairs of {@link Scenes} on a file system of Hadoop, and what a job must have made of them. */
record StoredScenes(Path folder, String root, Configuration configuration) {
    private static final int PAIRS = 3;

    /** Draws the pairs into the folder and copies them. */
    void put(FileSystem files) throws IOException {
        Scenes.write(folder, PAIRS, 64, 48);
        for (String images : new String[] {"ir", "vi"}) {
            files.copyFromLocalFile(
                    new org.apache.hadoop.fs.Path(folder.resolve(images).toUri()),
                    new org.apache.hadoop.fs.Path(root + "/" + images));
        }
    }

    /** Requires the images of the command, byte for byte, and nothing beside them; returns their folder. */
    ImageStore requireImagesOfTheCommand() throws Exception {
        ImageStore output = ImageStore.of(root + "/out", configuration);
        TreeMap<String, Long> found = new TreeMap<>();
        output.list(found::put);
        assertThat(found).containsOnlyKeys("0.png", "1.png", "2.png", "_levels.bin", "_settings.txt");
        Path expected = folder.resolve("expected");
        Scenes.fuse(folder, expected, "laplacian", Optional.empty());
        try (Stream<Path> images = Files.list(expected)) {
            for (Path image : images.toList()) {
                String name = image.getFileName().toString();
                assertThat(output.read(name).orElseThrow()).isEqualTo(Files.readAllBytes(image));
            }
        }
        return output;
    }

    /** Requires that a second job finds nothing to do. */
    void requireNothingMissing() throws IOException {
        PendingPairs pairs = PendingPairs.between(
                ImageStore.of(root + "/ir", configuration), ImageStore.of(root + "/vi", configuration));
        pairs.markDone(ImageStore.of(root + "/out", configuration), ResultFolderTest.settings("laplacian"));
        assertThat(pairs.missing(2)).isEmpty();
    }
}
