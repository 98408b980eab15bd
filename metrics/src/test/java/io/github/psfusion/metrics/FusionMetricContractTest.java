// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every metric promises under every protocol that it has. */
class FusionMetricContractTest {
    private static final double ROUNDING = 1e-9;
    private static final int[][] SIZES = {
        {1, 1}, {1, 9}, {9, 1}, {2, 2}, {3, 3}, {7, 8}, {8, 7}, {11, 10}, {16, 40}, {17, 17}, {41, 40}, {41, 41},
        {57, 43}
    };

    /** A metric under one of its protocols. */
    record Form(FusionMetric metric, Protocol protocol) {
        double of(MetricInput images) {
            return metric.value(images, protocol).orNaN();
        }

        @Override
        public String toString() {
            return metric.description().key() + " " + protocol.key();
        }
    }

    static Stream<Form> forms() {
        return MetricCatalog.all().stream()
                .flatMap(metric -> metric.protocols().stream().sorted().map(protocol -> new Form(metric, protocol)));
    }

    static Stream<Form> modernForms() {
        return forms().filter(form -> form.protocol() == Protocol.MODERN);
    }

    private static Gray8Image noise(int width, int height, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] levels = new byte[width * height];
        random.nextBytes(levels);
        return Gray8Image.of(width, height, levels);
    }

    private static Gray8Image constant(int width, int height, int level) {
        byte[] levels = new byte[width * height];
        Arrays.fill(levels, (byte) level);
        return Gray8Image.of(width, height, levels);
    }

    private static Gray8Image halves(int width, int height) {
        byte[] levels = new byte[width * height];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) (i % width < width / 2 ? 0 : 255);
        }
        return Gray8Image.of(width, height, levels);
    }

    private static Gray8Image checks(int width, int height) {
        byte[] levels = new byte[width * height];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) ((i % width + i / width) % 2 * 255);
        }
        return Gray8Image.of(width, height, levels);
    }

    private static List<Gray8Image> images(int width, int height) {
        return List.of(
                noise(width, height, 1),
                noise(width, height, 2),
                constant(width, height, 0),
                constant(width, height, 255),
                halves(width, height),
                checks(width, height));
    }

    private static MetricInput input(Gray8Image a, Gray8Image b, Gray8Image f) {
        return Sources.of(a, b).with(f);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("forms")
    void valuesLieInTheStatedRangeOrAreUndefinedForAReason(Form form) {
        MetricDescription description = form.metric().description();
        boolean modern = form.protocol() == Protocol.MODERN;
        for (int[] size : SIZES) {
            List<Gray8Image> images = images(size[0], size[1]);
            for (Gray8Image a : images) {
                for (Gray8Image f : images) {
                    MetricValue value = form.metric().value(input(a, images.get(1), f), form.protocol());
                    if (value instanceof MetricValue.Undefined undefined) {
                        assertThat(undefined.reason()).isNotBlank();
                    } else if (modern) {
                        // All sources black: Qabf is 1 by agreement, more than any image with edges has.
                        double greatest = description.key().equals("Qabf") ? 1 : description.greatest();
                        assertThat(value.orNaN())
                                .as("%s of %d x %d", form, size[0], size[1])
                                .isBetween(description.least(), greatest);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("modernForms")
    void imagesThatAreTooSmallHaveNoValue(Form form) {
        int least = form.metric().description().smallestSide();
        for (int side = 1; side < 20; side++) {
            MetricValue value = form.metric()
                    .value(input(noise(side, 40, 1), noise(side, 40, 2), noise(side, 40, 3)), form.protocol());
            assertThat(value instanceof MetricValue.Undefined)
                    .as("%s, side %d", form, side)
                    .isEqualTo(side < least);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void askingAgainOrTurningTheImagesChangesNothing(Form form) {
        Gray8Image a = noise(43, 57, 1);
        Gray8Image b = noise(43, 57, 2);
        Gray8Image f = noise(43, 57, 3);
        MetricInput input = input(a, b, f);
        double value = form.of(input);
        assertThat(form.of(input)).isEqualTo(value);
        assertThat(form.of(input(a, b, f))).isEqualTo(value);
        if (!form.metric().description().key().equals("VIFF")) { // where no source is conveyed, it takes the second
            assertThat(form.of(input(b, a, f)))
                    .as("sources swapped")
                    .isCloseTo(value, within(ROUNDING * Math.max(1, Math.abs(value))));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void neitherTheOrderOfMetricsNorThreadsBearOnAValue(Form form) {
        Gray8Image a = noise(57, 43, 4);
        Gray8Image b = halves(57, 43);
        Gray8Image f = noise(57, 43, 5);
        double alone = form.of(input(a, b, f));
        List<FusionMetric> others = new ArrayList<>(MetricCatalog.all());
        Collections.reverse(others);
        MetricInput shared = input(a, b, f);
        for (FusionMetric other : others) {
            if (other.protocols().contains(form.protocol())) {
                assertThat(other.value(shared, form.protocol())).isNotNull();
            }
        }
        assertThat(form.of(shared)).isEqualTo(alone);
        Sources sources = Sources.of(a, b);
        assertThat(IntStream.range(0, 8)
                        .parallel()
                        .mapToDouble(i -> form.of(sources.with(f)))
                        .toArray())
                .containsOnly(alone);
    }

    /**
     * A row of the table of degenerate cases.
     *
     * @param equal all three images are the same noise; NaN where that is a usual case
     * @param constants three constant images, A 10, B 20, F 30
     * @param black all three black
     * @param dot three equal images of one pixel
     */
    record Degenerate(String metric, double flatF, double equal, double constants, double black, double dot) {}

    private static final double USUAL = -1000;
    private static final double UNDEFINED = -2000;

    static Stream<Degenerate> degenerates() {
        double u = UNDEFINED;
        return Stream.of(
                new Degenerate("EN", 0, USUAL, 0, 0, 0),
                new Degenerate("SD", 0, USUAL, 0, 0, 0),
                new Degenerate("AG", 0, USUAL, 0, 0, 0),
                new Degenerate("SF", 0, USUAL, 0, 0, 0),
                new Degenerate("SCD", USUAL, 0, 0, 0, 0),
                new Degenerate("VIF", 0, 2, 2, 2, u),
                new Degenerate("MI", 0, USUAL, 0, 0, 0),
                new Degenerate("CC", 0, 1, 0, 1, 1),
                new Degenerate("MSE", USUAL, 0, (400 + 100) / 2.0 / 65025, 0, 0),
                new Degenerate("PSNR", USUAL, 100, 10 * Math.log10(65025 / 250.0), 100, 100),
                new Degenerate("SSIM", USUAL, 1, USUAL, 1, u),
                new Degenerate("MS_SSIM", USUAL, 1, USUAL, 1, u),
                new Degenerate("Nabf", 0, 0, 0, 0, 0),
                new Degenerate("FMI_pixel", USUAL, 1, USUAL, 1, u),
                new Degenerate("FMI_gradient", USUAL, 1, USUAL, 1, u),
                new Degenerate("FMI_dct", USUAL, 1, USUAL, 1, u),
                new Degenerate("Qcb", 0, 1, 1, 1, 1),
                new Degenerate("Qcv", USUAL, 0, 0, 0, 0),
                new Degenerate("VIFF", USUAL, 1, 1, 1, u),
                new Degenerate("Qy", 0, 1, USUAL, 1, u),
                new Degenerate("Q", 0, 1, USUAL, 1, u),
                new Degenerate("Qw", 0, 1, USUAL, 1, u),
                new Degenerate("Qe", 0, 1, USUAL, 1, u),
                new Degenerate("Darker", USUAL, 0, 0, 0, u),
                new Degenerate("Brighter", USUAL, 0, 0, 0, u),
                new Degenerate("Qabf", USUAL, USUAL, USUAL, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("degenerates")
    void degenerateImagesHaveStatedValues(Degenerate row) {
        Gray8Image noise = noise(64, 48, 1);
        Gray8Image other = noise(64, 48, 2);
        Gray8Image flat = constant(64, 48, 30);
        Gray8Image black = constant(64, 48, 0);
        Gray8Image dot = constant(1, 1, 0);
        check(row.metric(), row.flatF(), input(noise, other, flat));
        check(row.metric(), row.equal(), input(noise, noise, noise));
        check(row.metric(), row.constants(), input(constant(64, 48, 10), constant(64, 48, 20), flat));
        check(row.metric(), row.black(), input(black, black, black));
        check(row.metric(), row.dot(), input(dot, dot, dot));
    }

    private static void check(String metric, double expected, MetricInput input) {
        MetricValue value = MetricCatalog.of(metric).value(input, Protocol.MODERN);
        if (expected == UNDEFINED) {
            assertThat(value).isInstanceOf(MetricValue.Undefined.class);
        } else if (expected == USUAL) {
            assertThat(value.orNaN()).isFinite();
        } else {
            assertThat(value.orNaN()).isCloseTo(expected, within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("modernForms")
    void everyMetricHasItsRowOfDegenerateCases(Form form) {
        assertThat(degenerates().map(Degenerate::metric))
                .contains(form.metric().description().key());
    }
}
