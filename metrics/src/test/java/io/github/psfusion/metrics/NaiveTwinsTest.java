// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.testing.Seeds;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * The metrics whose loops were rewritten for speed, against their formulas as they stand in the papers: two-dimensional windows,
 * the arctangents and exponentials of the library, nothing shared.
 */
class NaiveTwinsTest {
    private static final double EPSILON = 1e-10;

    /** Blurred noise with flat parts and hard edges, of a random size. */
    private static int[][] image(SplittableRandom random, int width, int height) {
        int[][] image = new int[height][width];
        int level = random.nextInt(256);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int step = random.nextInt(4) == 0 ? random.nextInt(-40, 41) : 0;
                boolean flat = x > width / 2 && y < height / 3;
                level = Math.min(255, Math.max(0, level + (flat ? 0 : step)));
                image[y][x] = level;
            }
        }
        return image;
    }

    private static Gray8Image levels(int[][] image) {
        int width = image[0].length;
        byte[] levels = new byte[width * image.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) image[i / width][i % width];
        }
        return Gray8Image.of(width, image.length, levels);
    }

    private static void agree(
            long seed,
            String metric,
            Protocol protocol,
            double digits,
            ToDoubleBiFunction<double[][], double[][]> half) {
        SplittableRandom random = new SplittableRandom(seed);
        int width = random.nextInt(41, 70);
        int height = random.nextInt(41, 70);
        int[][] a = image(random, width, height);
        int[][] b = image(random, width, height);
        int[][] f = image(random, width, height);
        MetricInput input = Sources.of(levels(a), levels(b)).with(levels(f));
        double expected = half.applyAsDouble(doubles(a), doubles(f)) + half.applyAsDouble(doubles(b), doubles(f));
        assertThat(MetricCatalog.of(metric).value(input, protocol).orNaN())
                .isCloseTo(expected, within(digits * Math.max(1, Math.abs(expected))));
    }

    private static double[][] doubles(int[][] image) {
        double[][] doubles = new double[image.length][image[0].length];
        for (int y = 0; y < image.length; y++) {
            for (int x = 0; x < doubles[y].length; x++) {
                doubles[y][x] = image[y][x];
            }
        }
        return doubles;
    }

    @Seeds(5)
    @ParameterizedTest
    void visualInformationFidelity(long seed) {
        agree(seed, "VIF", Protocol.MODERN, 1e-9, NaiveTwinsTest::fidelity);
    }

    private static double fidelity(double[][] source, double[][] fused) {
        double conveyed = 0;
        double information = 0;
        double[][] x = source;
        double[][] f = fused;
        for (int n : new int[] {17, 9, 5, 3}) {
            double[][] window = gaussian(n);
            if (n < 17) {
                x = everySecond(filtered(x, window));
                f = everySecond(filtered(f, window));
            }
            double[][] mx = filtered(x, window);
            double[][] mf = filtered(f, window);
            double[][] xx = filtered(product(x, x), window);
            double[][] ff = filtered(product(f, f), window);
            double[][] xf = filtered(product(x, f), window);
            for (int i = 0; i < mx.length; i++) {
                for (int j = 0; j < mx[i].length; j++) {
                    double v1 = Math.max(xx[i][j] - mx[i][j] * mx[i][j], 0);
                    double v2 = Math.max(ff[i][j] - mf[i][j] * mf[i][j], 0);
                    double c = xf[i][j] - mx[i][j] * mf[i][j];
                    double gain = c / (v1 + EPSILON);
                    double noise = v2 - gain * c;
                    if (v1 < EPSILON) {
                        gain = 0;
                        noise = v2;
                        v1 = 0;
                    }
                    if (v2 < EPSILON) {
                        gain = 0;
                        noise = 0;
                    }
                    if (gain < 0) {
                        noise = v2;
                        gain = 0;
                    }
                    noise = Math.max(noise, EPSILON);
                    conveyed += Math.log10(1 + gain * gain * v1 / (noise + 2));
                    information += Math.log10(1 + v1 / 2);
                }
            }
        }
        return conveyed / information;
    }

    private static double[][] gaussian(int n) {
        double[][] window = new double[n][n];
        double sum = 0;
        double sigma = n / 5.0;
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < n; x++) {
                double dy = y - (n - 1) / 2.0;
                double dx = x - (n - 1) / 2.0;
                window[y][x] = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
                sum += window[y][x];
            }
        }
        for (double[] row : window) {
            for (int x = 0; x < n; x++) {
                row[x] /= sum;
            }
        }
        return window;
    }

    private static double[][] filtered(double[][] image, double[][] window) {
        int n = window.length;
        double[][] filtered = new double[image.length - n + 1][image[0].length - n + 1];
        for (int y = 0; y < filtered.length; y++) {
            for (int x = 0; x < filtered[y].length; x++) {
                for (int j = 0; j < n; j++) {
                    for (int i = 0; i < n; i++) {
                        filtered[y][x] += window[j][i] * image[y + j][x + i];
                    }
                }
            }
        }
        return filtered;
    }

    private static double[][] product(double[][] first, double[][] second) {
        double[][] product = new double[first.length][first[0].length];
        for (int y = 0; y < first.length; y++) {
            for (int x = 0; x < product[y].length; x++) {
                product[y][x] = first[y][x] * second[y][x];
            }
        }
        return product;
    }

    private static double[][] everySecond(double[][] image) {
        double[][] kept = new double[(image.length + 1) / 2][(image[0].length + 1) / 2];
        for (int y = 0; y < kept.length; y++) {
            for (int x = 0; x < kept[y].length; x++) {
                kept[y][x] = image[2 * y][2 * x];
            }
        }
        return kept;
    }

    @Seeds(10)
    @ParameterizedTest
    void edgesCarriedOver(long seed) {
        edges(seed, Protocol.MODERN);
    }

    @Seeds(10)
    @ParameterizedTest
    void edgesCarriedOverAsTheEvaluatorHasThem(long seed) {
        edges(seed, Protocol.LEGACY);
    }

    private static void edges(long seed, Protocol protocol) {
        SplittableRandom random = new SplittableRandom(seed);
        int width = random.nextInt(1, 60);
        int height = random.nextInt(1, 60);
        int[][] a = image(random, width, height);
        int[][] b = image(random, width, height);
        int[][] f = image(random, width, height);
        double carried = 0;
        double all = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double[] edgeOfFused = edge(f, x, y);
                for (int[][] source : new int[][][] {a, b}) {
                    double[] edge = edge(source, x, y);
                    carried += kept(edge, edgeOfFused, protocol) * edge[0];
                    all += edge[0];
                }
            }
        }
        MetricInput input = Sources.of(levels(a), levels(b)).with(levels(f));
        assertThat(MetricCatalog.of("Qabf").value(input, protocol).orNaN()).isCloseTo(carried / all, within(1e-9));
    }

    /** Strength and orientation. */
    private static double[] edge(int[][] image, int x, int y) {
        double across = 0;
        double down = 0;
        for (int k = -1; k <= 1; k++) {
            across += (2 - Math.abs(k)) * (at(image, x - 1, y + k) - at(image, x + 1, y + k));
            down += (2 - Math.abs(k)) * (at(image, x + k, y + 1) - at(image, x + k, y - 1));
        }
        return new double[] {Math.hypot(across, down), across == 0 ? Math.PI / 2 : Math.atan(down / across)};
    }

    private static double at(int[][] image, int x, int y) {
        return y < 0 || x < 0 || y >= image.length || x >= image[0].length ? 0 : image[y][x];
    }

    private static double kept(double[] source, double[] fused, Protocol protocol) {
        double strength;
        if (source[0] == fused[0]) {
            strength = protocol == Protocol.LEGACY ? fused[0] : source[0] == 0 ? 0 : 1;
        } else {
            strength = Math.min(source[0], fused[0]) / Math.max(source[0], fused[0]);
        }
        double orientation = 1 - Math.abs(source[1] - fused[1]) / (Math.PI / 2);
        return 0.9994 / (1 + Math.exp(-15 * (strength - 0.5))) * (0.9879 / (1 + Math.exp(-22 * (orientation - 0.8))));
    }

    @Seeds(5)
    @ParameterizedTest
    void averageGradient(long seed) {
        agree(seed, "AG", Protocol.LEGACY, 1e-12, (source, fused) -> gradient(fused) / 2);
    }

    private static double gradient(double[][] image) {
        int height = image.length;
        int width = image[0].length;
        double sum = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int left = Math.max(x - 1, 0);
                int right = Math.min(x + 1, width - 1);
                int above = Math.max(y - 1, 0);
                int below = Math.min(y + 1, height - 1);
                double along = (image[y][right] - image[y][left]) / (right - left);
                double down = (image[below][x] - image[above][x]) / (below - above);
                sum += Math.sqrt((along * along + down * down) / 2);
            }
        }
        return sum / (width * height);
    }
}
