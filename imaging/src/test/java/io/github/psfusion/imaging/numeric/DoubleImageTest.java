// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.testing.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The double-precision image, its filters and its gradients against the obvious way to compute them. */
class DoubleImageTest {
    private static final double ROUNDING = 1e-12;

    private static DoubleImage random(Random random) {
        int width = 1 + random.nextInt(12);
        int height = 1 + random.nextInt(12);
        return DoubleImage.wrap(
                width, height, random.doubles((long) width * height).toArray());
    }

    private interface AtPixel {
        double value(int x, int y);
    }

    private static void assertPixels(DoubleImage found, int width, int height, AtPixel expected) {
        assertThat(found.width()).isEqualTo(width);
        assertThat(found.height()).isEqualTo(height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                assertThat(found.at(x, y)).as("%d, %d", x, y).isCloseTo(expected.value(x, y), within(ROUNDING));
            }
        }
    }

    private static double outside(DoubleImage image, Border border, int x, int y) {
        int column = border.source(x, image.width());
        int row = border.source(y, image.height());
        return column == Border.NOTHING || row == Border.NOTHING ? 0 : image.at(column, row);
    }

    @Test
    void bordersContinueARowAsDrawn() {
        DoubleImage row = DoubleImage.wrap(4, 1, new double[] {1, 2, 3, 4});

        assertThat(Border.ZERO.row(row, 0, 3, 3, new double[10])).containsExactly(0, 0, 0, 1, 2, 3, 4, 0, 0, 0);
        assertThat(Border.REPLICATE.row(row, 0, 3, 3, new double[10])).containsExactly(1, 1, 1, 1, 2, 3, 4, 4, 4, 4);
        assertThat(Border.MIRROR.row(row, 0, 3, 3, new double[10])).containsExactly(4, 3, 2, 1, 2, 3, 4, 3, 2, 1);
    }

    @ParameterizedTest
    @Seeds(20)
    void aFrameHoldsWhatItsBorderSays(long seed) {
        Random random = new Random(seed);
        DoubleImage image = random(random);
        for (Border border : Border.values()) {
            int left = random.nextInt(4);
            int above = random.nextInt(4);

            DoubleImage framed = border.around(image, left, 2, above, 1);

            assertPixels(
                    framed,
                    image.width() + left + 2,
                    image.height() + above + 1,
                    (x, y) -> outside(image, border, x - left, y - above));
        }
    }

    /** The window of the whole plane, not its two factors. */
    private static double filtered(DoubleImage image, Border border, double[] taps, int x, int y) {
        int before = (taps.length - 1) / 2;
        double sum = 0;
        for (int j = 0; j < taps.length; j++) {
            for (int i = 0; i < taps.length; i++) {
                sum += taps[j] * taps[i] * outside(image, border, x + i - before, y + j - before);
            }
        }
        return sum;
    }

    @ParameterizedTest
    @Seeds(20)
    void aSeparableFilterIsAWindowOfProducts(long seed) {
        Random random = new Random(seed);
        DoubleImage image = random(random);
        double[] taps = new double[1 + random.nextInt(8)];
        for (int i = 0; i <= taps.length / 2; i++) {
            taps[i] = random.nextGaussian();
            taps[taps.length - 1 - i] = taps[i];
        }
        SeparableFilter filter = SeparableFilter.ofTaps(taps);
        for (Border border : Border.values()) {
            assertPixels(
                    filter.same(image, border),
                    image.width(),
                    image.height(),
                    (x, y) -> filtered(image, border, taps, x, y));
        }
        int before = (taps.length - 1) / 2;
        int columns = Math.max(image.width() - taps.length + 1, 0);
        int rows = Math.max(image.height() - taps.length + 1, 0);
        if (columns == 0 || rows == 0) {
            assertThat(filter.valid(image).isEmpty()).isTrue();
            assertThat(filter.validEverySecond(image).isEmpty()).isTrue();
        } else {
            assertPixels(
                    filter.valid(image),
                    columns,
                    rows,
                    (x, y) -> filtered(image, Border.ZERO, taps, x + before, y + before));
            assertPixels(
                    filter.validEverySecond(image),
                    (columns + 1) / 2,
                    (rows + 1) / 2,
                    (x, y) -> filtered(image, Border.ZERO, taps, 2 * x + before, 2 * y + before));
        }
    }

    @ParameterizedTest
    @Seeds(20)
    void aGaussianIsThatOfTheWholePlane(long seed) {
        DoubleImage image = random(new Random(seed));
        double total = 0;
        for (int dy = -5; dy <= 5; dy++) {
            for (int dx = -5; dx <= 5; dx++) {
                total += Math.exp(-(dx * dx + dy * dy) / 50.0);
            }
        }
        double sum = total;

        DoubleImage found = SeparableFilter.gaussian(11, 5).same(image, Border.REPLICATE);

        assertPixels(found, image.width(), image.height(), (x, y) -> {
            double value = 0;
            for (int dy = -5; dy <= 5; dy++) {
                for (int dx = -5; dx <= 5; dx++) {
                    value += Math.exp(-(dx * dx + dy * dy) / 50.0) / sum * image.nearest(x + dx, y + dy);
                }
            }
            return value;
        });
    }

    @Test
    void tapsThatAreNotSymmetricAreRefused() {
        assertThatThrownBy(() -> SeparableFilter.ofTaps(1, 2, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(SeparableFilter::ofTaps).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @Seeds(20)
    void gradientsAreTheirKernels(long seed) {
        DoubleImage image = random(new Random(seed));
        for (Border border : Border.values()) {
            assertSmoothed(Gradients.sobel(image, border), image, border, 2);
            assertSmoothed(Gradients.prewitt(image, border), image, border, 1);
        }
        Gradients central = Gradients.central(image);
        assertPixels(central.x(), image.width(), image.height(), (x, y) -> {
            int left = Math.max(x - 1, 0);
            int right = Math.min(x + 1, image.width() - 1);
            return right == left ? 0 : (image.at(right, y) - image.at(left, y)) / (right - left);
        });
        assertPixels(central.y(), image.width(), image.height(), (x, y) -> {
            int above = Math.max(y - 1, 0);
            int below = Math.min(y + 1, image.height() - 1);
            return below == above ? 0 : (image.at(x, below) - image.at(x, above)) / (below - above);
        });
        assertPixels(
                central.magnitude(),
                image.width(),
                image.height(),
                (x, y) -> Math.hypot(central.x().at(x, y), central.y().at(x, y)));
    }

    private static void assertSmoothed(Gradients found, DoubleImage image, Border border, double middle) {
        double[] weights = {1, middle, 1};
        assertPixels(found.x(), image.width(), image.height(), (x, y) -> {
            double sum = 0;
            for (int k = -1; k <= 1; k++) {
                sum += weights[k + 1] * (outside(image, border, x + 1, y + k) - outside(image, border, x - 1, y + k));
            }
            return sum;
        });
        assertPixels(found.y(), image.width(), image.height(), (x, y) -> {
            double sum = 0;
            for (int k = -1; k <= 1; k++) {
                sum += weights[k + 1] * (outside(image, border, x + k, y + 1) - outside(image, border, x + k, y - 1));
            }
            return sum;
        });
    }

    @Test
    void valuesAreComputedPixelByPixel() {
        DoubleImage a = DoubleImage.wrap(2, 1, new double[] {1, 2});
        DoubleImage b = DoubleImage.wrap(2, 1, new double[] {3, 5});

        assertThat(a.plus(b).values()).containsExactly(4, 7);
        assertThat(b.minus(a).values()).containsExactly(2, 3);
        assertThat(a.times(b).values()).containsExactly(3, 10);
        assertThat(a.average(b).values()).containsExactly(2, 3.5);
        assertThat(a.map(v -> -v).values()).containsExactly(-1, -2);
        assertThat(b.mean()).isEqualTo(4);
    }

    @Test
    void imagesOfUnequalSizesAreNotCombined() {
        assertThatThrownBy(() -> DoubleImage.zeros(2, 3).plus(DoubleImage.zeros(3, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image of 2 x 3 and image of 3 x 2 differ in size");
        assertThatThrownBy(() -> DoubleImage.wrap(2, 2, new double[3])).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @Seeds(10)
    void halvingTakesTheMeansOfBlocks(long seed) {
        DoubleImage image = random(new Random(seed));

        assertPixels(
                image.halved(),
                (image.width() + 1) / 2,
                (image.height() + 1) / 2,
                (x, y) -> (image.nearest(2 * x, 2 * y)
                                + image.nearest(2 * x + 1, 2 * y)
                                + image.nearest(2 * x, 2 * y + 1)
                                + image.nearest(2 * x + 1, 2 * y + 1))
                        / 4);
        assertPixels(
                image.transposed(), /* width= */ image.height(), /* height= */ image.width(), (x, y) -> image.at(y, x));
    }

    @Test
    void planesAndLevelsBecomeImagesAndValuesAreClippedOnTheWayBack() {
        assertThat(DoubleImage.of(Plane.wrap(2, 1, new float[] {0.25f, 1})).values())
                .containsExactly(0.25, 1);
        assertThat(DoubleImage.ofLevels(3, 1, new byte[] {0, 127, (byte) 255}).values())
                .containsExactly(0, 127, 255);
        assertThat(DoubleImage.wrap(3, 1, new double[] {-0.5, 0.75, 1.5}).toPlane())
                .isEqualTo(Plane.wrap(3, 1, new float[] {0, 0.75f, 1}));
    }

    @Test
    void aCopyIsChangedAlone() {
        DoubleImage image = DoubleImage.zeros(1, 1);

        image.copy().values()[0] = 1;

        assertThat(image.at(0, 0)).isZero();
    }
}
