// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several jobs, each of which fuses a part of the pairs. */
class ShardedFuseTest {
    private static final int PAIRS = 5;

    @TempDir
    private Path folder;

    @BeforeEach
    void writePairs() throws IOException {
        Path infrared = Files.createDirectories(folder.resolve("ir"));
        for (int i = 0; i < PAIRS; i++) {
            float[] levels = new float[40 * 30];
            for (int k = 0; k < levels.length; k++) {
                levels[k] = (0.1f * (i + 1) * k) / levels.length; // each image has another range
            }
            ImageFiles.write(
                    infrared.resolve(i + ".png"),
                    Plane.wrap(40, 30, levels),
                    WriteOptions.png().withDepth(BitDepth.BITS_16));
            TestImages.write(folder.resolve("vi").resolve(i + ".png"), TestImages.visible(40, 30));
        }
    }

    private Run fuse(String out, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "fuse",
                "--pairs",
                folder.toString(),
                "--method",
                "average",
                "-o",
                folder.resolve(out) + "/{name}.png"));
        all.addAll(List.of(more));
        return Run.of(all.toArray(String[]::new));
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    /** The intensity window of 16-bit images is that of all pairs, also in a shard. */
    @Test
    void shardsTogetherWriteWhatOneRunWrites() throws IOException {
        assertThat(fuse("whole").status()).isZero();
        int before = 0;
        for (int i = 1; i <= 3; i++) {
            Run run = fuse("parts", "--shard", i + "/3");
            assertThat(run.status()).as(run.err()).isZero();
            int now = files(folder.resolve("parts")).size();
            assertThat(run.out()).startsWith("fused " + (now - before) + " of " + (now - before) + " pairs");
            before = now;
        }
        List<Path> whole = files(folder.resolve("whole"));
        assertThat(whole).hasSize(PAIRS);
        assertThat(files(folder.resolve("parts"))).hasSize(PAIRS);
        for (Path file : whole) {
            assertThat(folder.resolve("parts").resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void aShardWithoutPairsIsNoError() throws IOException {
        Run run = fuse("parts", "--shard", "7/8");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("fused 0 of 0 pairs");
        assertThat(files(folder.resolve("parts"))).isEmpty();
    }

    /** Else a job of many shards would fail as a whole for one image. */
    @Test
    void theFirstShardReportsImagesWithoutAPartner() throws IOException {
        Files.delete(folder.resolve("vi/3.png"));
        Run first = fuse("parts", "--shard", "1/2");
        assertThat(first.status()).isEqualTo(1);
        assertThat(first.err()).contains("1 of 5 infrared images have no visible partner", "3.png");
        Run second = fuse("parts", "--shard", "2/2");
        assertThat(second.status()).isZero();
        assertThat(second.err()).doesNotContain("partner");
    }

    @Test
    void otherShardsAreRefused() throws IOException {
        Run run = fuse("parts", "--shard", "0/4");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--shard: '0/4' is no shard: expected i/n with i from 1 to n, such as 1/4");
        assertThat(files(folder.resolve("parts"))).isEmpty();
        Run single = Run.of(
                "fuse",
                "--ir",
                folder.resolve("ir/1.png").toString(),
                "--vi",
                folder.resolve("vi/1.png").toString(),
                "-o",
                folder.resolve("one.png").toString(),
                "--method",
                "average",
                "--shard",
                "1/2");
        assertThat(single.status()).isEqualTo(2);
        assertThat(single.err()).contains("one pair is named");
    }
}
