// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.testing.Seeds;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The blocks of the classical methods against the obvious way to compute them. */
class BuildingBlocksTest {
    private static DoubleImage random(Random random) {
        int width = 1 + random.nextInt(12);
        int height = 1 + random.nextInt(12);
        return random(random, width, height);
    }

    private static DoubleImage random(Random random, int width, int height) {
        return DoubleImage.wrap(
                width, height, random.doubles((long) width * height).toArray());
    }

    private static void assertClose(DoubleImage found, DoubleImage expected) {
        assertThat(found.width()).isEqualTo(expected.width());
        assertThat(found.height()).isEqualTo(expected.height());
        assertThat(found.values()).containsExactly(expected.values(), within(1e-9));
    }

    private interface AtPixel {
        double value(int x, int y);
    }

    private static DoubleImage each(DoubleImage like, AtPixel rule) {
        DoubleImage result = DoubleImage.zeros(like.width(), like.height());
        for (int y = 0; y < like.height(); y++) {
            for (int x = 0; x < like.width(); x++) {
                result.values()[y * like.width() + x] = rule.value(x, y);
            }
        }
        return result;
    }

    @ParameterizedTest
    @Seeds(30)
    void meanWithTheEdgeRepeated(long seed) {
        Random random = new Random(seed);
        DoubleImage image = random(random);
        int radius = 1 + random.nextInt(15);

        assertClose(Filters.mean(image, radius), each(image, (x, y) -> {
            double sum = 0;
            for (int dy = -radius; dy <= radius; dy++) {
                for (int dx = -radius; dx <= radius; dx++) {
                    sum += image.nearest(x + dx, y + dy);
                }
            }
            return sum / ((2 * radius + 1) * (2 * radius + 1));
        }));
    }

    private static double meanWithin(DoubleImage image, int radius, int x, int y) {
        double sum = 0;
        int count = 0;
        for (int v = Math.max(0, y - radius); v <= Math.min(image.height() - 1, y + radius); v++) {
            for (int u = Math.max(0, x - radius); u <= Math.min(image.width() - 1, x + radius); u++) {
                sum += image.nearest(u, v);
                count++;
            }
        }
        return sum / count;
    }

    @ParameterizedTest
    @Seeds(20)
    void guidedFilterFitsALineInEachWindow(long seed) {
        Random random = new Random(seed);
        DoubleImage guide = random(random);
        DoubleImage input = random(random, guide.width(), guide.height());
        int radius = 1 + random.nextInt(4);
        double epsilon = 0.01;
        DoubleImage mean = each(guide, (x, y) -> meanWithin(guide, radius, x, y));
        DoubleImage inputMean = each(guide, (x, y) -> meanWithin(input, radius, x, y));
        DoubleImage slope = each(guide, (x, y) -> {
            double square = meanWithin(guide.times(guide), radius, x, y);
            double product = meanWithin(guide.times(input), radius, x, y);
            double variance = square - mean.nearest(x, y) * mean.nearest(x, y);
            return (product - mean.nearest(x, y) * inputMean.nearest(x, y)) / (variance + epsilon);
        });
        DoubleImage offset = each(guide, (x, y) -> inputMean.nearest(x, y) - slope.nearest(x, y) * mean.nearest(x, y));

        DoubleImage found = new GuidedFilter(guide, radius, epsilon).filter(input);

        assertClose(
                found,
                each(
                        guide,
                        (x, y) -> meanWithin(slope, radius, x, y) * guide.nearest(x, y)
                                + meanWithin(offset, radius, x, y)));
    }

    /** Sums of squares cancel: with a variance of 1e-8 and the published epsilon of 1e-6 the slope must still be right. */
    @Test
    void guidedFilterIsExactOnNearlyFlatGuides() {
        Random random = new Random(3);
        DoubleImage flat = random(random, 700, 9);
        DoubleImage guide = flat.map(v -> 0.9 + 1e-4 * v);

        DoubleImage found = new GuidedFilter(guide, 7, 1e-6).filter(flat);

        // A line of the guide fits the input: slope 1e4 var / (var + epsilon), where var is of the guide, computed
        // about its mean.
        DoubleImage slope = each(guide, (x, y) -> {
            double mean = meanWithin(flat, 7, x, y);
            double variance = 1e-8 * meanWithin(flat.map(v -> (v - mean) * (v - mean)), 7, x, y);
            return variance / (variance + 1e-6);
        });
        DoubleImage offset = each(guide, (x, y) -> (1 - slope.nearest(x, y)) * meanWithin(flat, 7, x, y));
        assertThat(found.nearest(350, 4))
                .isCloseTo(
                        meanWithin(slope, 7, 350, 4) * flat.nearest(350, 4) + meanWithin(offset, 7, 350, 4),
                        within(1e-6));
    }

    @Test
    void medianOfNine() {
        DoubleImage image = DoubleImage.wrap(3, 3, new double[] {9, 1, 8, 2, 7, 3, 6, 4, 5});

        assertThat(Filters.median(image).nearest(1, 1)).isEqualTo(5);
        assertThat(Filters.median(image).nearest(0, 0)).isEqualTo(7); // 9 9 1 9 9 1 2 2 7
    }

    @ParameterizedTest
    @Seeds(20)
    void halvingKeepsEverySecondFilteredSample(long seed) {
        DoubleImage image = random(new Random(seed));
        double[] kernel = {1, 4, 6, 4, 1};

        DoubleImage halved = Pyramid.halved(image);

        assertThat(List.of(halved.width(), halved.height()))
                .containsExactly((image.width() + 1) / 2, (image.height() + 1) / 2);
        assertClose(halved, each(halved, (x, y) -> {
            double value = 0;
            for (int dy = -2; dy <= 2; dy++) {
                for (int dx = -2; dx <= 2; dx++) {
                    value += kernel[dy + 2] * kernel[dx + 2] / 256 * image.nearest(2 * x + dx, 2 * y + dy);
                }
            }
            return value;
        }));
    }

    @Test
    void doublingFiltersBetweenZeros() {
        DoubleImage line = DoubleImage.wrap(4, 1, new double[] {1, 5, 2, 8});

        DoubleImage doubled = Pyramid.doubled(line, 7, 1);

        // In the middle: twice (1, 4, 6, 4, 1) / 16 over 1 0 5 0 2 0 8.
        assertThat(doubled.values()[2]).isEqualTo((1 + 6 * 5 + 2) / 8.0, within(1e-12));
        assertThat(doubled.values()[3]).isEqualTo((4 * 5 + 4 * 2) / 8.0, within(1e-12));
        assertThat(doubled.values()[4]).isEqualTo((5 + 6 * 2 + 8) / 8.0, within(1e-12));
    }

    /** Zeros between the samples of a image whose edge is repeated, filtered with twice the kernel each way. */
    @ParameterizedTest
    @Seeds(20)
    void doublingIsTheSameAtTheBorder(long seed) {
        Random random = new Random(seed);
        DoubleImage coarse = random(random);
        double[] kernel = {1, 4, 6, 4, 1};
        int width = 2 * coarse.width() - random.nextInt(2);
        int height = 2 * coarse.height() - random.nextInt(2);

        assertClose(Pyramid.doubled(coarse, width, height), each(DoubleImage.zeros(width, height), (x, y) -> {
            double value = 0;
            for (int dy = -2; dy <= 2; dy++) {
                for (int dx = -2; dx <= 2; dx++) {
                    if ((x + dx) % 2 == 0 && (y + dy) % 2 == 0) {
                        value += kernel[dy + 2] * kernel[dx + 2] / 64 * coarse.nearest((x + dx) / 2, (y + dy) / 2);
                    }
                }
            }
            return value;
        }));
    }
}
