// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The one jar for {@code spark-submit}, where the profile {@code shaded} makes it. */
@Tag("slow") // starts Spark
@EnabledIfSystemProperty(named = ShadedJarTest.JAR, matches = ".+")
class ShadedJarTest {
    static final String JAR = "psfusion.shaded";

    @TempDir
    private Path folder;

    @Test
    void itHoldsNothingThatAClusterHas() throws IOException {
        try (ZipFile jar = new ZipFile(System.getProperty(JAR))) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains(
                            "io/github/psfusion/spark/FuseJob.class",
                            "META-INF/services/javax.imageio.spi.ImageReaderSpi")
                    .noneMatch(name ->
                            name.matches("(org/apache/(spark|hadoop|log4j)|scala|org/slf4j|com/google|com/fasterxml"
                                    + "|software/amazon|org/junit)/.*"));
        }
    }

    /** Returns the settings that the guide recommends, as a file. */
    private Path guideSettings() throws IOException {
        String guide = Files.readString(Path.of("../docs/guide/cluster.md"));
        String settings = guide.lines()
                .filter(line -> line.startsWith("    spark."))
                .map(String::strip)
                .collect(Collectors.joining("\n"));
        assertThat(settings).contains("spark.task.cpus ", "spark.executor.memoryOverhead ");
        return Files.writeString(folder.resolve("psfusion.conf"), settings);
    }

    @Test
    void sparkSubmitFusesWithTheSettingsOfTheGuide() throws Exception {
        Scenes.write(folder, 2, 64, 48);
        Path weights = Path.of("../models/psfusion.safetensors").toRealPath();
        String method = "psfusion:precision=float32";
        SparkProcess.Ended ended = SparkProcess.submit(
                        folder,
                        "local-cluster[1,2,2048]",
                        guideSettings(),
                        Path.of(System.getProperty(JAR)).toAbsolutePath(),
                        List.of(
                                "--ir",
                                folder.resolve("ir").toUri().toString(),
                                "--vi",
                                folder.resolve("vi").toUri().toString(),
                                "-o",
                                folder.resolve("out").toUri().toString(),
                                "-m",
                                method,
                                "--threads",
                                "1",
                                "--weights",
                                weights.toString()))
                .end();
        assertThat(ended.code()).as(ended.text()).isZero();
        assertThat(ended.text()).contains("2 of 2 pairs fused");
        Path expected = folder.resolve("expected");
        Scenes.fuse(folder, expected, method, Optional.of(weights));
        try (Stream<Path> files = Files.list(expected)) {
            for (Path file : files.toList()) {
                assertThat(folder.resolve("out").resolve(file.getFileName())).hasSameBinaryContentAs(file);
            }
        }
    }
}
