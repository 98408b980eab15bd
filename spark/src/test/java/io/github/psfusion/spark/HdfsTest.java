// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job from HDFS to HDFS, on a name node and a data node in this JVM. */
@Tag("slow") // starts HDFS and Spark
class HdfsTest {
    private static final int PAIRS = 3;

    @TempDir
    private Path folder;

    private final Configuration configuration = new Configuration();
    private MiniDFSCluster cluster;
    private String root = "";

    @BeforeEach
    void start() throws IOException {
        configuration.set(
                MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
        cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
        cluster.waitActive();
        root = cluster.getURI() + "/set";
    }

    @AfterEach
    void stop() {
        cluster.shutdown();
    }

    private static void put(FileSystem files, Path from, String to) throws IOException {
        files.copyFromLocalFile(new org.apache.hadoop.fs.Path(from.toUri()), new org.apache.hadoop.fs.Path(to));
    }

    @Test
    void resultsAreThoseOfTheCommandAndASecondRunFindsNothingToDo() throws Exception {
        Scenes.write(folder, PAIRS, 64, 48);
        FileSystem files = cluster.getFileSystem();
        var unused = files.mkdirs(new org.apache.hadoop.fs.Path(root));
        put(files, folder.resolve("ir"), root + "/ir");
        put(files, folder.resolve("vi"), root + "/vi");

        SparkProcess.Ended ended = SparkProcess.start(
                        folder,
                        "local[2]",
                        List.of("--ir", root + "/ir", "--vi", root + "/vi", "-o", root + "/out", "-m", "laplacian"))
                .end();

        assertThat(ended.code()).as(ended.text()).isZero();
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

        output.write("0.png", new byte[] {1}, 99); // replaces, as a repeated task does
        assertThat(output.read("0.png").orElseThrow()).containsExactly(1);
        PendingPairs pairs = PendingPairs.between(
                ImageStore.of(root + "/ir", configuration), ImageStore.of(root + "/vi", configuration));
        pairs.markDone(output, ResultFolderTest.settings("laplacian"));
        assertThat(pairs.missing(2)).isEmpty();
    }
}
