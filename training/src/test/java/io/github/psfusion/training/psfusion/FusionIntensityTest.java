// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.testing.Seeds;
import io.github.psfusion.training.losses.LabeledPairs;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which source the fused image follows, with and without a floor of the contrast. */
final class FusionIntensityTest {
    private static final int SIDE = 27;
    private static final int PIXELS = SIDE * SIDE;
    private static final double LEVEL = 1.0 / 255;

    private static Backend backend;

    private final double[] infrared = new double[PIXELS];
    private final double[] luminance = new double[PIXELS];
    private final double[] mask = new double[PIXELS];

    @BeforeAll
    static void open() {
        backend = Backends.open(BackendOptions.defaults().withThreads(1));
    }

    @AfterAll
    static void close() {
        backend.close();
    }

    /** Fills with a checkerboard, whose standard deviation is its amplitude. */
    private static void board(double[] image, double mean, double amplitudeInLevels) {
        for (int i = 0; i < PIXELS; i++) {
            image[i] = mean + LEVEL * ((i / SIDE + i % SIDE) % 2 == 0 ? amplitudeInLevels : -amplitudeInLevels);
        }
    }

    private double loss(IntensityRoles roles, ContrastMask contrast, double[] fused) {
        return loss(roles, contrast, SalientMask.PUBLISHED, fused);
    }

    private double loss(IntensityRoles roles, ContrastMask contrast, SalientMask salient, double[] fused) {
        return loss(roles, contrast, salient, IntensityError.SQUARED, fused);
    }

    private double loss(
            IntensityRoles roles, ContrastMask contrast, SalientMask salient, IntensityError error, double[] fused) {
        try (TensorScope scope = backend.openScope()) {
            Shape shape = Shape.of(1, 1, SIDE, SIDE);
            Tensor nothing = backend.full(DataType.FLOAT64, shape, 0);
            LossInputs inputs = new LossInputs(
                    new PsFusionOutputs(nothing, nothing, nothing, backend.doubles(shape, fused), nothing, nothing),
                    backend.doubles(shape, infrared),
                    backend.doubles(shape, luminance),
                    backend.doubles(shape, mask),
                    new LabeledPairs(nothing, nothing, nothing, new long[0]));
            return new FusionIntensity(
                            new FusionTermOptions(IntensityTarget.SELECTION, roles, contrast, salient, error, 1))
                    .value(inputs)
                    .toDouble();
        }
    }

    @Test
    void noiseOfTheInfraredImageDarkensABrightFlatRegionUnlessThereIsAFloor() {
        board(infrared, 0.2, 1);
        board(luminance, 0.8, 0);
        assertThat(loss(IntensityRoles.INTENDED, ContrastMask.PUBLISHED, luminance))
                .isGreaterThan(0.1); // (0.8 - 0.2)^2, except near the border
        assertThat(loss(IntensityRoles.INTENDED, ContrastMask.withFloor(2), luminance))
                .isZero();
    }

    @Test
    void flatRegionThatIsBrighterInInfraredFollowsInfrared() {
        board(infrared, 0.8, 0);
        board(luminance, 0.2, 1);
        assertThat(loss(IntensityRoles.INTENDED, ContrastMask.withFloor(2), infrared))
                .isZero();
        assertThat(loss(IntensityRoles.INTENDED, ContrastMask.PUBLISHED, infrared))
                .isGreaterThan(0.1);
    }

    @Test
    void contrastAboveTheFloorDecidesAsPublished() {
        board(infrared, 0.2, 3);
        board(luminance, 0.2, 0);
        assertThat(loss(IntensityRoles.INTENDED, ContrastMask.withFloor(2), infrared))
                .isZero();
        assertThat(loss(IntensityRoles.INTENDED, ContrastMask.withFloor(2), luminance))
                .isGreaterThan(4 * LEVEL * LEVEL);
    }

    @Test
    void salientTargetsFollowInfraredWhateverTheContrast() {
        board(infrared, 0.2, 0);
        board(luminance, 0.8, 20);
        Arrays.fill(mask, 0.5);
        assertThat(loss(IntensityRoles.INTENDED, ContrastMask.withFloor(4), infrared))
                .isZero();
        assertThat(loss(IntensityRoles.RELEASED, ContrastMask.withFloor(4), luminance))
                .isZero();
    }

    @Test
    void withoutTheSalientMaskTargetsFollowContrast() {
        board(infrared, 0.2, 0);
        board(luminance, 0.8, 20);
        Arrays.fill(mask, 0.5);
        assertThat(loss(IntensityRoles.INTENDED, ContrastMask.PUBLISHED, SalientMask.NONE, luminance))
                .isZero();
        assertThat(loss(IntensityRoles.INTENDED, ContrastMask.PUBLISHED, SalientMask.PUBLISHED, luminance))
                .isGreaterThan(0.1);
    }

    @Test
    void withoutTheContrastMaskTheBrighterSourceIsFollowedOffTargets() {
        board(infrared, 0.2, 40);
        board(luminance, 0.8, 0);
        assertThat(loss(IntensityRoles.INTENDED, ContrastMask.NONE, luminance)).isZero();
        assertThat(loss(IntensityRoles.INTENDED, ContrastMask.NONE, SalientMask.NONE, luminance))
                .isZero();
        Arrays.fill(mask, 1);
        assertThat(loss(IntensityRoles.INTENDED, ContrastMask.NONE, infrared)).isZero();
        assertThat(loss(IntensityRoles.INTENDED, ContrastMask.NONE, SalientMask.NONE, luminance))
                .isZero();
    }

    @ParameterizedTest
    @Seeds(2)
    void withoutMasksItIsTheNaiveTwinOfThem(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < PIXELS; i++) {
            infrared[i] = random.nextDouble();
            luminance[i] = random.nextDouble();
            mask[i] = random.nextInt(3) == 0 ? 1 : 0;
        }
        double[] fused = random.doubles(PIXELS).toArray();
        double none = naive(infrared, luminance, fused, Double.POSITIVE_INFINITY);
        assertThat(loss(IntensityRoles.INTENDED, ContrastMask.NONE, fused)).isCloseTo(none, within(1e-13));
        double all = loss(IntensityRoles.INTENDED, ContrastMask.withFloor(4), SalientMask.NONE, fused);
        Arrays.fill(mask, 0);
        assertThat(all).isCloseTo(naive(infrared, luminance, fused, 16 * LEVEL * LEVEL), within(1e-13));
    }

    @ParameterizedTest
    @Seeds(4)
    void agreesWithANaiveTwin(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < PIXELS; i++) {
            double strength = i % SIDE / (double) SIDE; // from flat to strong, left to right
            infrared[i] = 0.4 + 0.2 * strength * random.nextDouble();
            luminance[i] = 0.5 + 0.2 * (1 - strength) * random.nextDouble();
            mask[i] = random.nextInt(50) == 0 ? 1 : 0;
        }
        double[] fused = random.doubles(PIXELS).toArray();
        for (double levels : new double[] {0.5, 4, 9}) {
            ContrastMask contrast = ContrastMask.withFloor(levels);
            double floor = levels * levels * LEVEL * LEVEL;
            assertThat(loss(IntensityRoles.INTENDED, contrast, fused))
                    .isCloseTo(naive(infrared, luminance, fused, floor), within(1e-13));
            assertThat(loss(IntensityRoles.RELEASED, contrast, fused))
                    .isCloseTo(naive(luminance, infrared, fused, floor), within(1e-13));
        }
    }

    @ParameterizedTest
    @Seeds(2)
    void absoluteErrorAgreesWithANaiveTwin(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < PIXELS; i++) {
            infrared[i] = random.nextDouble();
            luminance[i] = 0.3 + 0.5 * random.nextDouble();
            mask[i] = random.nextInt(5) == 0 ? 1 : 0;
        }
        double[] fused = random.doubles(PIXELS).toArray();
        for (double levels : new double[] {4, 60, Double.POSITIVE_INFINITY}) {
            ContrastMask contrast = levels > 255 ? ContrastMask.NONE : ContrastMask.withFloor(levels);
            double floor = levels * levels * LEVEL * LEVEL;
            assertThat(loss(IntensityRoles.INTENDED, contrast, SalientMask.PUBLISHED, IntensityError.ABSOLUTE, fused))
                    .isCloseTo(
                            naive(infrared, luminance, floor, (target, i) -> Math.abs(target[i] - fused[i])),
                            within(1e-13));
        }
    }

    private interface PixelError {
        double of(double[] target, int pixel);
    }

    private double naive(double[] first, double[] second, double[] fused, double floor) {
        return naive(first, second, floor, (target, i) -> distance(target, fused, i));
    }

    private double naive(double[] first, double[] second, double floor, PixelError error) {
        double[] larger = new double[PIXELS];
        Arrays.setAll(larger, i -> Math.max(first[i], second[i]));
        double sum = 0;
        for (int i = 0; i < PIXELS; i++) {
            double difference = variance(first, i) - variance(second, i);
            double[] target = larger;
            if (mask[i] > 0 || difference > floor) {
                target = first;
            } else if (-difference > floor) {
                target = second;
            }
            sum += error.of(target, i);
        }
        return sum / PIXELS;
    }

    private static double variance(double[] image, int center) {
        double all = 0;
        for (int k = -4; k <= 4; k++) {
            all += Math.exp(-k * k / 4.5);
        }
        double mean = 0;
        double square = 0;
        for (int dy = -4; dy <= 4; dy++) {
            for (int dx = -4; dx <= 4; dx++) {
                double weight = Math.exp(-(dy * dy + dx * dx) / 4.5) / (all * all);
                double value = at(image, center, dy, dx);
                mean += weight * value;
                square += weight * value * value;
            }
        }
        return square - mean * mean;
    }

    private static double distance(double[] target, double[] fused, int center) {
        double sum = 0;
        for (int dy = -4; dy <= 4; dy++) {
            for (int dx = -4; dx <= 4; dx++) {
                double difference = at(target, center, dy, dx) - at(fused, center, dy, dx);
                sum += difference * difference;
            }
        }
        return sum / 81;
    }

    private static double at(double[] image, int center, int dy, int dx) {
        int y = center / SIDE + dy;
        int x = center % SIDE + dx;
        return y < 0 || y >= SIDE || x < 0 || x >= SIDE ? 0 : image[y * SIDE + x];
    }

    @Test
    void rulesAreReadAsTheyAreWritten() {
        for (ContrastMask contrast :
                new ContrastMask[] {ContrastMask.PUBLISHED, ContrastMask.NONE, ContrastMask.withFloor(4.5)}) {
            assertThat(ContrastMask.parse(contrast.toString())).isEqualTo(contrast);
        }
        assertThat(ContrastMask.parse("floor:4")).isEqualTo(ContrastMask.withFloor(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "floor", "floor:", "floor:x", "floor:0", "floor:-1", "floor:NaN", "floor:256", "Published"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> ContrastMask.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void metadataNamesTheRule() {
        PsFusionLossOptions options = PsFusionLossOptions.defaults()
                .withFusionTerms(FusionTermOptions.defaults()
                        .withIntensityTarget(IntensityTarget.SUM)
                        .withContrastMask(ContrastMask.withFloor(4))
                        .withIntensityError(IntensityError.ABSOLUTE)
                        .withSourceContrast(1.25));
        assertThat(new PsFusionLoss(options).metadata())
                .containsEntry("contrast_mask", "floor:4.0")
                .containsEntry("intensity_target", "sum")
                .containsEntry("intensity_error", "absolute")
                .containsEntry("source_contrast", "1.25");
    }
}
