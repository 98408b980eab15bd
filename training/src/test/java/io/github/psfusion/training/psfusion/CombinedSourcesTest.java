// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.losses.LabeledPairs;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CombinedSourcesTest {
    private static final int WIDTH = 23;
    private static final int HEIGHT = 17;
    private static final int PIXELS = WIDTH * HEIGHT;
    private static final double TOLERANCE = 4.0 / 255;

    private static Backend backend;

    @BeforeAll
    static void open() {
        backend = Backends.open(BackendOptions.defaults().withThreads(1));
    }

    @AfterAll
    static void close() {
        backend.close();
    }

    private static double[] combined(double[] infrared, double[] luminance, double contrast) {
        try (TensorScope scope = backend.openScope()) {
            Shape shape = Shape.of(infrared.length / PIXELS, 1, HEIGHT, WIDTH);
            return CombinedSources.of(backend.doubles(shape, infrared), backend.doubles(shape, luminance), contrast)
                    .toDoubles();
        }
    }

    private static double mean(double[] image) {
        return Arrays.stream(image).average().orElseThrow();
    }

    /** Mean of what lies in the image of a window around a pixel. */
    private static double mean(double[] image, int pixel, int side) {
        double sum = 0;
        int count = 0;
        for (int y = pixel / WIDTH - side / 2; y <= pixel / WIDTH + side / 2; y++) {
            for (int x = pixel % WIDTH - side / 2; x <= pixel % WIDTH + side / 2; x++) {
                if (x >= 0 && y >= 0 && x < WIDTH && y < HEIGHT) {
                    sum += image[y * WIDTH + x];
                    count++;
                }
            }
        }
        return sum / count;
    }

    private static double[] means(double[] image, int side) {
        return IntStream.range(0, PIXELS)
                .mapToDouble(pixel -> mean(image, pixel, side))
                .toArray();
    }

    private static double[] energy(double[] image, double[] region) {
        double[] squares = IntStream.range(0, PIXELS)
                .mapToDouble(pixel -> Math.pow(image[pixel] - region[pixel], 2))
                .toArray();
        return Arrays.stream(means(squares, 9))
                .map(mean -> mean + Math.pow(1.0 / 255, 2))
                .toArray();
    }

    /** The formulas of the class comment, pixel by pixel. */
    private static double[] naive(double[] infrared, double[] luminance, double contrast) {
        double[] regionI = means(infrared, 5);
        double[] regionY = means(luminance, 5);
        double[] energyI = energy(infrared, regionI);
        double[] energyY = energy(luminance, regionY);
        double[] both = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            double ofInfrared = regionI[i] - mean(infrared);
            double ofLuminance = regionY[i] - mean(luminance);
            double sum = (ofInfrared > 0 ? ofInfrared : ofInfrared * (1 - mean(luminance, i, 9)))
                    + (ofLuminance > 0 ? ofLuminance : ofLuminance * (1 - Math.pow(mean(infrared, i, 9), 3)));
            double weight = Math.pow(energyI[i], 2) / (Math.pow(energyI[i], 2) + Math.pow(energyY[i], 2));
            double detail = weight * (infrared[i] - regionI[i]) + (1 - weight) * (luminance[i] - regionY[i]);
            both[i] = mean(luminance) + contrast * sum + 1.3 * detail;
        }
        double[] target = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            double darkest = Math.min(regionI[i], regionY[i]) - TOLERANCE;
            double brightest = Math.max(regionI[i], regionY[i]) + TOLERANCE;
            double region = mean(both, i, 5);
            target[i] = both[i] + Math.max(darkest, Math.min(brightest, region)) - region;
        }
        return target;
    }

    private static double[] random(long seed, double from, double to) {
        double[] image = new SplittableRandom(seed).doubles(PIXELS, 0, 0.2).toArray();
        for (int i = 0; i < PIXELS; i++) { // from left to right from dark to bright, with details
            image[i] += from + (to - from) * (i % WIDTH) / WIDTH;
        }
        return image;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 1, 1.5})
    void agreesWithANaiveTwinImageByImage(double contrast) {
        double[] infrared = random(1, 0.1, 0.5);
        double[] luminance = random(2, 0.8, 0);
        double[] first = naive(infrared, luminance, contrast);
        double[] second = naive(luminance, infrared, contrast);
        double[] found = combined(join(infrared, luminance), join(luminance, infrared), contrast);
        assertThat(found).containsExactly(join(first, second), within(1e-12));
    }

    private static double[] join(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, 2 * PIXELS);
        System.arraycopy(b, 0, both, PIXELS, PIXELS);
        return both;
    }

    @Test
    void whatIsBrightInOneSourceStaysBright() {
        double[] infrared = new double[PIXELS];
        double[] luminance = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) { // on the left a sky, cold in infrared; on the right a warm wall in the dark
            boolean sky = i % WIDTH < WIDTH / 2;
            infrared[i] = sky ? 0 : 0.95;
            luminance[i] = sky ? 0.9 : 0;
        }
        double[] found = combined(infrared, luminance, 1);
        int middle = HEIGHT / 2 * WIDTH;
        assertThat(found[middle + 3]).isGreaterThan(0.8);
        assertThat(found[middle + WIDTH - 3]).isGreaterThan(0.7);
    }

    @Test
    void theTermComparesWithItAndOnTargetsWithInfrared() {
        double[] infrared = random(1, 0.1, 0.5);
        double[] luminance = random(2, 0.8, 0);
        double[] target = combined(infrared, luminance, 1.25);
        double[] mask = new double[PIXELS];
        Arrays.fill(mask, 0, 40, 1);
        System.arraycopy(infrared, 0, target, 0, 40);
        FusionTermOptions options = FusionTermOptions.defaults()
                .withIntensityTarget(IntensityTarget.SUM)
                .withIntensityError(IntensityError.ABSOLUTE) // that of a pixel does not depend on others
                .withSourceContrast(1.25);
        assertThat(loss(options, infrared, luminance, mask, target)).isCloseTo(0, within(1e-12));
        double[] shifted = Arrays.stream(target).map(value -> value + 0.1).toArray();
        assertThat(loss(options, infrared, luminance, mask, shifted)).isCloseTo(0.1, within(1e-12));
        assertThat(loss(options.withSalientMask(SalientMask.NONE), infrared, luminance, mask, target))
                .isGreaterThan(1e-3);
        assertThat(loss(options.withIntensityRoles(IntensityRoles.RELEASED), infrared, luminance, mask, target))
                .isGreaterThan(1e-3);
    }

    private static double loss(
            FusionTermOptions options, double[] infrared, double[] luminance, double[] mask, double[] fused) {
        try (TensorScope scope = backend.openScope()) {
            Shape shape = Shape.of(1, 1, HEIGHT, WIDTH);
            Tensor nothing = backend.full(DataType.FLOAT64, shape, 0);
            LossInputs inputs = new LossInputs(
                    new PsFusionOutputs(nothing, nothing, nothing, backend.doubles(shape, fused), nothing, nothing),
                    backend.doubles(shape, infrared),
                    backend.doubles(shape, luminance),
                    backend.doubles(shape, mask),
                    new LabeledPairs(nothing, nothing, nothing, new long[0]));
            return new FusionIntensity(options).value(inputs).toDouble();
        }
    }
}
