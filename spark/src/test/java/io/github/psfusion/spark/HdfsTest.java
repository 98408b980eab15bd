// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void resultsAreThoseOfTheCommandAndASecondRunFindsNothingToDo() throws Exception {
        StoredScenes scenes = new StoredScenes(folder, root, configuration);
        FileSystem files = cluster.getFileSystem();
        var unused = files.mkdirs(new org.apache.hadoop.fs.Path(root));
        scenes.put(files);

        SparkProcess.Ended ended = SparkProcess.start(
                        folder,
                        "local[2]",
                        List.of("--ir", root + "/ir", "--vi", root + "/vi", "-o", root + "/out", "-m", "laplacian"))
                .end();

        assertThat(ended.code()).as(ended.text()).isZero();
        ImageStore output = scenes.requireImagesOfTheCommand();

        output.write("0.png", new byte[] {1}, 99); // replaces, as a repeated task does
        assertThat(output.read("0.png").orElseThrow()).containsExactly(1);
        scenes.requireNothingMissing();
    }
}
