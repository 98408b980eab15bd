// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.classical.Diffusion.Neighbors;
import io.github.psfusion.testing.Seeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The diffusion and the weights of ADF against the obvious way to compute them. */
class AnisotropicDiffusionFusionTest {
    private static DoubleImage random(Random random, int width, int height) {
        return DoubleImage.wrap(
                width, height, random.doubles((long) width * height).toArray());
    }

    @Test
    void flowsBetweenNeighborsAndStopsAtEdges() {
        DoubleImage image = DoubleImage.wrap(3, 1, new double[] {0, 0.1, 1});

        DoubleImage after = new Diffusion(Neighbors.FOUR, 1, 0.15, 0.1).of(image);

        double flow = 0.15 * Math.exp(-1) * 0.1;
        assertThat(after.values()).containsExactly(new double[] {flow, 0.1 - flow, 1}, within(1e-12));
    }

    /** The sum over all neighbors of each pixel, as it is printed. */
    @ParameterizedTest
    @Seeds(20)
    void agreesWithTheSumOverAllNeighbors(long seed) {
        Random random = new Random(seed);
        DoubleImage image = random(random, 1 + random.nextInt(7), 1 + random.nextInt(7));
        for (Neighbors neighbors : Neighbors.values()) {
            DoubleImage found = new Diffusion(neighbors, 3, 0.15, 0.4).of(image);

            DoubleImage expected = image;
            for (int iteration = 0; iteration < 3; iteration++) {
                expected = step(expected, neighbors == Neighbors.EIGHT);
            }
            assertThat(found.values()).containsExactly(expected.values(), within(1e-12));
        }
    }

    private static DoubleImage step(DoubleImage u, boolean diagonal) {
        DoubleImage result = DoubleImage.zeros(u.width(), u.height());
        for (int y = 0; y < u.height(); y++) {
            for (int x = 0; x < u.width(); x++) {
                double sum = 0;
                for (int v = Math.max(0, y - 1); v <= Math.min(u.height() - 1, y + 1); v++) {
                    for (int w = Math.max(0, x - 1); w <= Math.min(u.width() - 1, x + 1); w++) {
                        boolean onDiagonal = v != y && w != x;
                        double d = u.nearest(w, v) - u.nearest(x, y);
                        double weight = onDiagonal ? (diagonal ? 0.5 : 0) : 1;
                        sum += weight * Math.exp(-d / 0.4 * (d / 0.4)) * d;
                    }
                }
                result.values()[y * u.width() + x] = u.nearest(x, y) + 0.15 * sum;
            }
        }
        return result;
    }

    @ParameterizedTest
    @EnumSource(Neighbors.class)
    void keepsMeanAndRangeAtTheGreatestStep(Neighbors neighbors) {
        DoubleImage image = random(new Random(1), 9, 8);

        double[] after = new Diffusion(neighbors, 50, neighbors.greatestStep(), 100)
                .of(image)
                .values();

        assertThat(Arrays.stream(after).average().orElseThrow())
                .isCloseTo(Arrays.stream(image.values()).average().orElseThrow(), within(1e-12));
        for (double sample : after) {
            assertThat(sample)
                    .isBetween(
                            Arrays.stream(image.values()).min().orElseThrow(),
                            Arrays.stream(image.values()).max().orElseThrow());
        }
    }

    @Test
    void refusesAStepAtWhichEightNeighborsAreUnstable() {
        assertThatThrownBy(() -> {
                    FusionMethods.Request request = FusionMethods.parse("anisotropic:neighbors=8:step=0.2");
                    request.provider().open(request.options()).close();
                })
                .isInstanceOf(MethodOptionException.class)
                .hasMessageContaining("step=0.2")
                .hasMessageContaining("to 0.166");
    }

    /** The leading axis is the one along which the projection varies most: compare with a fine search. */
    @ParameterizedTest
    @Seeds(20)
    void weightsAreThePartsOfTheLeadingEigenvector(long seed) {
        Random random = new Random(seed);
        double[] a = random.doubles(50, -1, 1).toArray();
        double[] b = random.doubles(50, -1, 1).toArray();
        double common = random.nextBoolean() ? 0.7 : -0.1;
        for (int i = 0; i < a.length; i++) {
            b[i] = 0.4 * b[i] + common * a[i];
        }
        double best = 0;
        double angle = 0;
        for (int k = -100_000; k <= 100_000; k++) {
            double phi = Math.PI / 2 * k / 100_000;
            double variance = variance(a, b, Math.cos(phi), Math.sin(phi));
            if (variance > best) {
                best = variance;
                angle = phi;
            }
        }

        assertThat(AnisotropicDiffusionFusion.leadingShare(a, b))
                .isCloseTo(Math.cos(angle) / (Math.cos(angle) + Math.sin(angle)), within(1e-4));
    }

    private static double variance(double[] a, double[] b, double x, double y) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            double value = x * a[i] + y * b[i];
            sum += value;
            squares += value * value;
        }
        return squares / a.length - sum * sum / (a.length * a.length);
    }

    @Test
    void weightsStayInBoundsWhereTheirQuotientDoesNot() {
        double[] a = {1, -1, 0.5, -0.5};
        double[] opposite = {-1, 1, -0.5, 0.5};
        double[] nearlyOpposite = {-1, 1, -0.5, 0.49};
        double[] flat = new double[4];

        assertThat(AnisotropicDiffusionFusion.leadingShare(a, opposite)).isEqualTo(0.5);
        assertThat(AnisotropicDiffusionFusion.leadingShare(a, nearlyOpposite)).isEqualTo(2);
        assertThat(AnisotropicDiffusionFusion.leadingShare(nearlyOpposite, a)).isEqualTo(-1);
        assertThat(AnisotropicDiffusionFusion.leadingShare(flat, flat)).isEqualTo(0.5);
        assertThat(AnisotropicDiffusionFusion.leadingShare(a, flat)).isEqualTo(1);
    }
}
