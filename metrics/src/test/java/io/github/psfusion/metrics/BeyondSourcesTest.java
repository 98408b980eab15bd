// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shares of pixels that are darker and brighter than both sources. */
class BeyondSourcesTest {
    private static double value(String key, Gray8Image a, Gray8Image b, Gray8Image f) {
        return MetricCatalog.of(key)
                .value(Sources.of(a, b).with(f), Protocol.MODERN)
                .orNaN();
    }

    private static Gray8Image constant(int width, int height, int level) {
        byte[] levels = new byte[width * height];
        Arrays.fill(levels, (byte) level);
        return Gray8Image.of(width, height, levels);
    }

    /** A margin of 10 levels belongs to the range. */
    @ParameterizedTest
    @CsvSource({"90, 0, 0", "89, 1, 0", "100, 0, 0", "150, 0, 0", "210, 0, 0", "211, 0, 1", "0, 1, 0", "255, 0, 1"})
    void constantImages(int fused, double darker, double brighter) {
        Gray8Image a = constant(9, 7, 100);
        Gray8Image b = constant(9, 7, 200);
        assertThat(value("Darker", a, b, constant(9, 7, fused))).isEqualTo(darker);
        assertThat(value("Brighter", b, a, constant(9, 7, fused))).isEqualTo(brighter);
    }

    /** The means are compared: one black pixel moves a mean of 25 by less than the margin, three move it further. */
    @Test
    void singlePixelsDoNotCount() {
        Gray8Image source = constant(5, 5, 100);
        byte[] levels = source.toArray();
        levels[12] = 0;
        levels[13] = 0;
        assertThat(value("Darker", source, source, Gray8Image.of(5, 5, levels))).isZero();
        levels[0] = 0;
        assertThat(value("Darker", source, source, Gray8Image.of(5, 5, levels))).isEqualTo(1);
    }

    /** Against the definition with windows that are added up anew at every position. */
    @ParameterizedTest
    @ValueSource(ints = {5, 6, 31})
    void agreesWithItsDefinition(int width) {
        int height = 17;
        SplittableRandom random = new SplittableRandom(width);
        Gray8Image[] images = new Gray8Image[3];
        for (int k = 0; k < 3; k++) {
            byte[] levels = new byte[width * height];
            for (int i = 0; i < levels.length; i++) {
                levels[i] = (byte) (random.nextInt(120) + (i / 40 + k) % 3 * 60);
            }
            images[k] = Gray8Image.of(width, height, levels);
        }
        int darker = 0;
        int brighter = 0;
        for (int y = 2; y < height - 2; y++) {
            for (int x = 2; x < width - 2; x++) {
                double a = mean(images[0], x, y);
                double b = mean(images[1], x, y);
                double f = mean(images[2], x, y);
                darker += f < Math.min(a, b) - 10 ? 1 : 0;
                brighter += f > Math.max(a, b) + 10 ? 1 : 0;
            }
        }
        double windows = (width - 4) * (height - 4);
        assertThat(darker).isPositive();
        assertThat(brighter).isPositive();
        assertThat(value("Darker", images[0], images[1], images[2])).isEqualTo(darker / windows);
        assertThat(value("Brighter", images[0], images[1], images[2])).isEqualTo(brighter / windows);
    }

    private static double mean(Gray8Image image, int x, int y) {
        int sum = 0;
        for (int dy = -2; dy <= 2; dy++) {
            for (int dx = -2; dx <= 2; dx++) {
                sum += image.at(x + dx, y + dy);
            }
        }
        return sum / 25.0;
    }
}
