// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both kinds of folders; that of Hadoop on its raw local file system, which renames as HDFS does. */
class ImageStoreTest {
    @TempDir
    private static Path folder;

    private static final Configuration CONFIGURATION = new Configuration();

    @BeforeEach
    void empty() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    static List<ImageStore> stores() throws IOException {
        RawLocalFileSystem raw = new RawLocalFileSystem();
        raw.initialize(folder.toUri(), CONFIGURATION);
        return List.of(
                ImageStore.of(folder.toUri().toString(), CONFIGURATION),
                new HadoopStore(new org.apache.hadoop.fs.Path(folder.toUri()), raw, CONFIGURATION));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void whatIsWrittenIsReadAndListed(ImageStore store, @TempDir Path staging) throws IOException {
        store.write("a b+\u00e9.png", new byte[] {1, 2}, 7);
        store.write("a b+\u00e9.png", new byte[] {3, 4, 5}, 8);
        assertThat(store.read("a b+\u00e9.png").orElseThrow()).containsExactly(3, 4, 5);
        assertThat(store.read("b.png")).isEmpty();
        TreeMap<String, Long> found = new TreeMap<>();
        store.list(found::put);
        assertThat(found).containsOnlyKeys("a b+\u00e9.png").containsValue(3L);
        store.fetch("a b+\u00e9.png", staging);
        assertThat(store.local("a b+\u00e9.png", staging)).hasBinaryContent(new byte[] {3, 4, 5});
        store.release("a b+\u00e9.png", staging);
        assertThat(staging).isEmptyDirectory();
        assertThat(store.read("a b+\u00e9.png")).isPresent();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1); // no temporary file, and none with a checksum
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void whatKilledWritersLeftIsSwept(ImageStore store) throws IOException {
        Files.writeString(folder.resolve(".1.png.attempt-12._COPYING_"), "half");
        Files.writeString(folder.resolve(".psfusion-0123456789abcdef0123456789abcdef.part"), "half");
        Files.writeString(folder.resolve("1.png"), "whole");
        store.sweep();
        assertThat(folder.resolve("1.png")).exists();
        assertThat(folder.resolve(
                        store instanceof HadoopStore
                                ? ".1.png.attempt-12._COPYING_"
                                : ".psfusion-0123456789abcdef0123456789abcdef.part"))
                .doesNotExist();
    }

    @Test
    void missingFoldersAndUnknownSchemesAreNamed() throws IOException {
        ImageStore missing = ImageStore.of(folder.resolve("none").toUri().toString(), CONFIGURATION);
        assertThat(missing.exists()).isFalse();
        assertThatThrownBy(() -> missing.list((name, bytes) -> {}))
                .hasMessageContaining("/none: there is no such folder. Check the path; all machines must have it.");
        assertThatThrownBy(() -> ImageStore.of("nofs://bucket/ir", CONFIGURATION))
                .hasMessageContaining("nofs://bucket/ir: no file system is known for this scheme. Add its jar");
        Configuration named = new Configuration();
        named.set("fs.lost.impl", "org.example.LostFileSystem"); // as s3a is without its jar
        assertThatThrownBy(() -> ImageStore.of("lost://bucket/ir", named))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lost://bucket/ir: no file system is known for this scheme. Add its jar");
    }
}
