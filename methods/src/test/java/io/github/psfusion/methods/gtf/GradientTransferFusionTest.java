// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.gtf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.testing.Seeds;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of the functional that both modes must obey. */
class GradientTransferFusionTest {
    private static Plane fuse(String method, Plane infrared, Plane visible) throws IOException, MethodOptionException {
        FusionMethods.Request request = FusionMethods.parse(method);
        try (FusionMethod gtf = request.provider().open(request.options())) {
            return gtf.fuseLuminance(new ImagePair("pair", infrared, visible));
        }
    }

    private static Plane random(RandomGenerator random, int width, int height, float least, float greatest) {
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = least + (greatest - least) * random.nextFloat();
        }
        return Plane.wrap(width, height, samples);
    }

    private static Plane plus(Plane plane, float value) {
        float[] samples = plane.toArray();
        for (int i = 0; i < samples.length; i++) {
            samples[i] += value;
        }
        return Plane.wrap(plane.width(), plane.height(), samples);
    }

    private static Plane transposed(Plane plane) {
        float[] samples = new float[plane.width() * plane.height()];
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                samples[x * plane.height() + y] = plane.at(x, y);
            }
        }
        return Plane.wrap(plane.height(), plane.width(), samples);
    }

    private static void assertClose(Plane found, Plane expected, double tolerance) {
        float[] a = found.toArray();
        float[] b = expected.toArray();
        assertThat(a).hasSameSizeAs(b);
        for (int i = 0; i < a.length; i++) {
            assertThat(Math.abs((double) a[i] - b[i])).as("pixel " + i).isLessThanOrEqualTo(tolerance);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gtf", "gtf:minimum"})
    void equalImagesAreGivenBack(String method) throws IOException, MethodOptionException {
        Plane image = random(new Random(1), 9, 7, 0, 1);

        assertThat(fuse(method, image, image)).isEqualTo(image);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gtf", "gtf:minimum"})
    void imagesThatDifferByAConstantGiveInfrared(String method) throws IOException, MethodOptionException {
        Plane visible = random(new Random(2), 9, 7, 0.1f, 0.5f);
        Plane infrared = plus(visible, 0.25f);

        assertClose(fuse(method, infrared, visible), infrared, 1e-6);
    }

    @Test
    void withoutGradientsTheMinimumIsInfrared() throws IOException, MethodOptionException {
        RandomGenerator random = new Random(3);
        Plane infrared = random(random, 8, 5, 0, 1);

        assertClose(fuse("gtf:minimum:lambda=0", infrared, random(random, 8, 5, 0, 1)), infrared, 1e-6);
    }

    @Test
    void withGradientsOnlyTheMinimumIsVisibleMovedByTheMedian() throws IOException, MethodOptionException {
        RandomGenerator random = new Random(4);
        Plane infrared = random(random, 7, 5, 0.4f, 0.6f); // an odd number of pixels: the median is one
        Plane visible = random(random, 7, 5, 0.4f, 0.6f);
        double[] differences = new double[35];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = (double) infrared.toArray()[i] - visible.toArray()[i];
        }
        Arrays.sort(differences);

        Plane fused = fuse("gtf:minimum:lambda=1000:gap=1e-7", infrared, visible);

        assertClose(fused, plus(visible, (float) differences[17]), 1e-4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gtf", "gtf:minimum:gap=1e-6"})
    void aConstantAddedToBothIsAddedToTheResult(String method) throws IOException, MethodOptionException {
        RandomGenerator random = new Random(5);
        Plane infrared = random(random, 12, 9, 0.3f, 0.5f);
        Plane visible = random(random, 12, 9, 0.3f, 0.5f);

        assertClose(
                fuse(method, plus(infrared, 0.25f), plus(visible, 0.25f)),
                plus(fuse(method, infrared, visible), 0.25f),
                1e-3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gtf", "gtf:minimum:gap=1e-6"})
    void transposedImagesGiveTheTransposedResult(String method) throws IOException, MethodOptionException {
        RandomGenerator random = new Random(6);
        Plane infrared = random(random, 11, 6, 0.3f, 0.7f);
        Plane visible = random(random, 11, 6, 0.3f, 0.7f);

        assertClose(
                fuse(method, transposed(infrared), transposed(visible)),
                transposed(fuse(method, infrared, visible)),
                1e-3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gtf", "gtf:minimum"})
    void threadsDoNotChangeTheResult(String method) throws IOException, MethodOptionException {
        RandomGenerator random = new Random(7);
        Plane infrared = random(random, 23, 3 * Bands.ROWS + 5, 0, 1);
        Plane visible = random(random, 23, 3 * Bands.ROWS + 5, 0, 1);

        assertThat(fuse(method + ":threads=3", infrared, visible)).isEqualTo(fuse(method, infrared, visible));
    }

    @ParameterizedTest
    @Seeds(20)
    void theMinimumIsBelowEverythingElse(long seed) {
        RandomGenerator random = new Random(seed);
        int width = 1 + random.nextInt(9);
        int height = 1 + random.nextInt(9);
        double[] s = random.doubles((long) width * height, -1, 1).toArray();
        TotalVariation problem = new TotalVariation(width, height, random.nextDouble(4), s);
        Bands bands = new Bands(height, Runnable::run, 1);

        PrimalDualSolver.Solution minimum = new PrimalDualSolver(problem, bands).solve(1e-6, 1_000_000);

        double published =
                energy(problem, new ReweightedSolver(problem, bands).solve().u());
        assertThat(minimum.gap()).isLessThanOrEqualTo(1e-6);
        assertThat(minimum.bound()).isLessThanOrEqualTo(minimum.energy());
        assertThat(minimum.bound())
                .isLessThanOrEqualTo(Math.min(
                                published, Math.min(energy(problem, s), energy(problem, new double[s.length])))
                        + 1e-12);
    }

    private static double energy(TotalVariation problem, double[] u) {
        return problem.energy(u).total(problem.lambda());
    }

    @Test
    void optionsOfTheOtherModeAreRefused() {
        assertThatThrownBy(() -> fuse("gtf:gap=0.1", Plane.constant(1, 1, 0), Plane.constant(1, 1, 1)))
                .isInstanceOf(MethodOptionException.class)
                .hasMessageContaining("gtf:minimum");
        assertThatThrownBy(() -> fuse("gtf:fast", Plane.constant(1, 1, 0), Plane.constant(1, 1, 1)))
                .isInstanceOf(MethodOptionException.class)
                .hasMessageContaining("published or minimum");
    }
}
