// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelCountsTest {
    @TempDir
    private Path folder;

    private PairFiles pair(int number) throws IOException {
        float[] levels = new float[20 * 10];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = 0.1f * (number + 1) * i / levels.length;
        }
        Path infrared = Files.createDirectories(folder.resolve("ir")).resolve(number + ".png");
        ImageFiles.write(
                infrared, Plane.wrap(20, 10, levels), WriteOptions.png().withDepth(BitDepth.BITS_16));
        Path visible = Files.createDirectories(folder.resolve("vi")).resolve(number + ".png");
        ImageFiles.write(visible, Plane.wrap(20, 10, new float[20 * 10]), WriteOptions.png());
        return PairFiles.of(String.valueOf(number), infrared, visible);
    }

    private static PairReader reader(List<PairFiles> pairs) {
        return PairReader.of(pairs, PairWindows.defaults(), DecodeLimits.defaults(), () -> {});
    }

    /** What several machines count is what one machine counts. */
    @Test
    void countsOfPartsGiveTheWindowOfAll() throws IOException {
        List<PairFiles> pairs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            pairs.add(pair(i));
        }
        LevelCounts sum = LevelCounts.NONE;
        for (PairFiles pair : pairs) {
            LevelCounts part = LevelCounts.parse(reader(List.of(pair)).levels().toBytes());
            sum = sum.plus(part);
        }
        PairReader joined =
                PairReader.of(sum, PairWindows.defaults(), InfraredOptions.DEFAULTS, DecodeLimits.defaults());
        PairReader whole = reader(pairs);
        for (PairFiles pair : pairs) {
            assertThat(joined.read(pair).images().infrared().toArray())
                    .containsExactly(whole.read(pair).images().infrared().toArray());
        }
        assertThat(reader(List.of(pairs.get(0)))
                        .read(pairs.get(0))
                        .images()
                        .infrared()
                        .toArray())
                .isNotEqualTo(whole.read(pairs.get(0)).images().infrared().toArray());
    }

    @Test
    void nothingIsCountedWhereNoWindowDependsOnIt() throws IOException {
        PairFiles pair = pair(0);
        PairFiles eightBit = PairFiles.of("0", pair.visible(), pair.visible());
        assertThat(reader(List.of(eightBit)).levels().isEmpty()).isTrue();
        assertThat(LevelCounts.parse(LevelCounts.NONE.toBytes()).isEmpty()).isTrue();
    }

    @Test
    void damagedBytesAreRefused() throws IOException {
        byte[] bytes = reader(List.of(pair(0))).levels().toBytes();
        assertThat(bytes.length).isLessThan(5000);
        assertThatThrownBy(() -> LevelCounts.parse(Arrays.copyOf(bytes, bytes.length / 2)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> LevelCounts.parse(new byte[] {1, 2, 3})).isInstanceOf(IOException.class);
    }
}
