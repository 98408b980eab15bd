// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.testing.RuleImages;
import io.github.psfusion.testing.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class ResamplingTest {
    private static Plane levels(int width, int height, int... levels) {
        float[] samples = new float[levels.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = levels[i] / 255f;
        }
        return Plane.wrap(width, height, samples);
    }

    private static Plane image(int width, int height) {
        return Plane.wrap(width, height, RuleImages.channel("resampling", 0, 0, height, width));
    }

    @Test
    void sameSizeChangesNothing() {
        Plane plane = image(13, 9);
        assertThat(Resampling.bicubic(plane, 13, 9)).isEqualTo(plane);
        assertThat(Resampling.area(plane, 13, 9)).isEqualTo(plane);
        assertThat(Resampling.bilinear(plane, 13, 9)).isEqualTo(plane);
    }

    @ParameterizedTest
    @Seeds(30)
    void constantsStayConstantAtEverySize(long seed) {
        Random random = new Random(seed);
        Plane plane = Plane.constant(1 + random.nextInt(30), 1 + random.nextInt(30), random.nextInt(256) / 255f);
        int width = 1 + random.nextInt(60);
        int height = 1 + random.nextInt(60);
        float value = plane.at(0, 0);
        assertThat(Resampling.bicubic(plane, width, height)).isEqualTo(Plane.constant(width, height, value));
        for (Plane result :
                new Plane[] {Resampling.bilinear(plane, width, height), Resampling.area(plane, width, height)}) {
            assertThat(result.width()).isEqualTo(width);
            for (float sample : result.toArray()) {
                assertThat(sample).isCloseTo(value, within(1e-6f));
            }
        }
    }

    /** The definition: half-pixel centers, the two nearest samples, edges repeated; also where the image shrinks. */
    @ParameterizedTest
    @Seeds(30)
    void interpolationTakesTheNearestFourSamples(long seed) {
        Random random = new Random(seed);
        int from = 1 + random.nextInt(20);
        int rows = 1 + random.nextInt(20);
        float[] samples = new float[from * rows];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextFloat();
        }
        Plane plane = Plane.wrap(from, rows, samples);
        int width = 1 + random.nextInt(40);
        int height = 1 + random.nextInt(40);
        Plane result = Resampling.interpolated(plane, width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sx = Math.min(Math.max((x + 0.5) * from / width - 0.5, 0), from - 1);
                double sy = Math.min(Math.max((y + 0.5) * rows / height - 0.5, 0), rows - 1);
                int x0 = (int) sx;
                int y0 = (int) sy;
                int x1 = Math.min(x0 + 1, from - 1);
                int y1 = Math.min(y0 + 1, rows - 1);
                double top = plane.at(x0, y0) * (1 - sx + x0) + plane.at(x1, y0) * (sx - x0);
                double bottom = plane.at(x0, y1) * (1 - sx + x0) + plane.at(x1, y1) * (sx - x0);
                assertThat(result.at(x, y))
                        .isCloseTo((float) (top * (1 - sy + y0) + bottom * (sy - y0)), within(1e-6f));
            }
        }
    }

    /** The weights of an enlargement by two, at distances of a quarter and three quarters, worked out by hand. */
    @Test
    void bicubicEnlargesAStepWithItsOvershoot() {
        Plane step = levels(6, 1, 50, 50, 50, 200, 200, 200);
        // w(.25) = .8671875, w(.75) = .2265625, w(1.25) = -.0703125, w(1.75) = -.0234375
        assertThat(Resampling.bicubic(step, 12, 1))
                .isEqualTo(levels(12, 1, 50, 50, 50, 46, 39, 80, 170, 211, 204, 200, 200, 200));
    }

    @Test
    void bicubicClipsBetweenColumnsAndRows() {
        Plane corner = levels(4, 4, 0, 0, 255, 255, 0, 0, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0);
        for (float sample : Resampling.bicubic(corner, 9, 9).toArray()) {
            assertThat(sample).isBetween(0f, 1f);
        }
    }

    /** The definition in double, without any table: weights of every pixel, normalized, each pass rounded. */
    @ParameterizedTest
    @Seeds(30)
    void bicubicAgreesWithItsDefinition(long seed) {
        Random random = new Random(seed);
        Plane plane = image(1 + random.nextInt(25), 1 + random.nextInt(25));
        int width = 1 + random.nextInt(40);
        int height = 1 + random.nextInt(40);
        Plane found = Resampling.bicubic(plane, width, height);
        double[][] wide = new double[plane.height()][width];
        for (int y = 0; y < plane.height(); y++) {
            double[] row = new double[plane.width()];
            for (int x = 0; x < row.length; x++) {
                row[x] = Math.round(plane.at(x, y) * 255);
            }
            wide[y] = resized(row, width);
        }
        for (int x = 0; x < width; x++) {
            double[] column = new double[plane.height()];
            for (int y = 0; y < column.length; y++) {
                column[y] = wide[y][x];
            }
            double[] expected = resized(column, height);
            for (int y = 0; y < height; y++) {
                // One level: fixed-point weights may round a tie the other way.
                assertThat((double) Math.round(found.at(x, y) * 255)).isCloseTo(expected[y], within(1.0));
            }
        }
    }

    private static double[] resized(double[] values, int size) {
        double scale = (double) values.length / size;
        double stretch = Math.max(scale, 1);
        double[] result = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = 0;
            double weights = 0;
            for (int k = 0; k < values.length; k++) {
                double x = Math.abs((k + 0.5 - (i + 0.5) * scale) / stretch);
                double w = x < 1 ? 1.5 * x * x * x - 2.5 * x * x + 1 : 0;
                w = x >= 1 && x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : w;
                sum += w * values[k];
                weights += w;
            }
            result[i] = Math.min(Math.max(Math.floor(sum / weights + 0.5), 0), 255);
        }
        return result;
    }

    @Test
    void areaTakesTheMeanOfWhatItCovers() {
        Plane plane = Plane.of(3, 2, new float[] {0, 0.3f, 0.9f, 0.6f, 0.3f, 0.3f});
        assertThat(Resampling.area(plane, 1, 1).at(0, 0)).isCloseTo(0.4f, within(1e-6f));
        Plane half = Resampling.area(plane, 2, 1); // the middle column counts half on either side
        assertThat(half.at(0, 0)).isCloseTo(0.3f, within(1e-6f));
        assertThat(half.at(1, 0)).isCloseTo(0.5f, within(1e-6f));
    }

    @Test
    void labelsTakeTheClassAtTheCenter() {
        LabelMap labels = LabelMap.of(3, 1, new byte[] {1, 2, 3});
        assertThat(Resampling.nearest(labels, 1, 1)).isEqualTo(LabelMap.of(1, 1, new byte[] {2}));
        assertThat(Resampling.nearest(labels, 6, 1)).isEqualTo(LabelMap.of(6, 1, new byte[] {1, 1, 2, 2, 3, 3}));
    }

    @Test
    void impossibleSizesAreRefused() {
        Plane plane = Plane.constant(2, 2, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> Resampling.bicubic(plane, 0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Resampling.area(plane, 100_000, 100_000));
    }
}
