// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.networks.psfusion.PsFusionVariant;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.TrainingSample;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The metrics of a validation against counts and statistics that the test computes from the same pixels. */
class PsFusionMetricsTest {
    private static final int CLASSES = 4;
    private static final int WIDTH = 6;
    private static final int HEIGHT = 5;
    private static final int PIXELS = WIDTH * HEIGHT;

    /** A pair of random levels and labels, and outputs of a network that is right about two of three pixels. */
    private static final class Case {
        final int[] red = new int[PIXELS];
        final int[] infrared = new int[PIXELS];
        final int[] fused = new int[PIXELS];
        final int[] truth = new int[PIXELS];
        final int[] predicted = new int[PIXELS];
        final boolean labeled;

        Case(long seed, boolean labeled) {
            SplittableRandom random = new SplittableRandom(seed);
            this.labeled = labeled;
            for (int i = 0; i < PIXELS; i++) {
                red[i] = random.nextInt(256);
                infrared[i] = random.nextInt(256);
                fused[i] = random.nextInt(256);
                truth[i] = random.nextInt(8) == 0 ? LabelMap.IGNORED : random.nextInt(CLASSES);
                predicted[i] =
                        random.nextInt(3) == 0 || truth[i] == LabelMap.IGNORED ? random.nextInt(CLASSES) : truth[i];
            }
        }

        TrainingSample sample() {
            Plane gray = plane(red);
            byte[] classes = new byte[PIXELS];
            for (int i = 0; i < PIXELS; i++) {
                classes[i] = (byte) truth[i];
            }
            LabelMap empty = LabelMap.of(WIDTH, HEIGHT, new byte[PIXELS]);
            return new TrainingSample(
                    "case",
                    new ColorImage(gray, gray, gray),
                    plane(infrared),
                    labeled
                            ? Optional.of(new TrainingSample.Labels(LabelMap.of(WIDTH, HEIGHT, classes), empty, empty))
                            : Optional.empty(),
                    empty);
        }

        private static Plane plane(int[] levels) {
            float[] samples = new float[PIXELS];
            for (int i = 0; i < PIXELS; i++) {
                samples[i] = levels[i] / 255f;
            }
            return Plane.wrap(WIDTH, HEIGHT, samples);
        }

        PsFusionOutputs outputs(Backend backend) {
            float[] logits = new float[CLASSES * PIXELS];
            for (int i = 0; i < PIXELS; i++) {
                for (int c = 0; c < CLASSES; c++) {
                    logits[c * PIXELS + i] = c == predicted[i] ? 2 : -c;
                }
            }
            Tensor unused = backend.floats(Shape.of(1, 2, HEIGHT, WIDTH), new float[2 * PIXELS]);
            return new PsFusionOutputs(
                    backend.floats(Shape.of(1, CLASSES, HEIGHT, WIDTH), logits),
                    unused,
                    unused,
                    backend.floats(Shape.of(1, 1, HEIGHT, WIDTH), plane(fused).toArray()),
                    unused,
                    unused);
        }

        /** Returns the levels of the average of both sources, rounded half up as 8-bit images are. */
        int[] average() {
            int[] average = new int[PIXELS];
            for (int i = 0; i < PIXELS; i++) {
                average[i] = (int) Math.floor((red[i] + infrared[i]) / 2.0 + 0.5);
            }
            return average;
        }
    }

    private static double entropy(int[] levels) {
        double entropy = 0;
        for (int level = 0; level < 256; level++) {
            double share = 0;
            for (int value : levels) {
                share += value == level ? 1.0 / PIXELS : 0;
            }
            entropy -= share > 0 ? share * Math.log(share) / Math.log(2) : 0;
        }
        return entropy;
    }

    private static double deviation(int[] levels) {
        double mean = 0;
        double squares = 0;
        for (int value : levels) {
            mean += (double) value / PIXELS;
        }
        for (int value : levels) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / PIXELS);
    }

    private static double value(Map<String, OptionalDouble> values, String name) {
        return Objects.requireNonNull(values.get(name), name).orElseThrow();
    }

    private static void assertMean(Map<String, OptionalDouble> values, String name, double first, double second) {
        assertThat(value(values, name)).as(name).isCloseTo((first + second) / 2, within(1e-9));
    }

    private static Map<String, OptionalDouble> values(Case... cases) {
        return values(List.of(), cases);
    }

    private static Map<String, OptionalDouble> values(List<FusionMetric> chosen, Case... cases) {
        PsFusionMetrics metrics = new PsFusionMetrics(CLASSES, PsFusionVariant.WHOLE, chosen);
        try (Backend backend = Backends.open(BackendOptions.defaults())) {
            for (Case each : cases) {
                try (TensorScope scope = backend.openScope()) {
                    metrics.add(each.sample(), each.outputs(backend));
                }
            }
        }
        return metrics.values();
    }

    @Test
    void meanIouComparesThePredictionWithTheLabels() {
        Case[] cases = {new Case(1, true), new Case(2, true), new Case(3, false)};
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            int intersection = 0;
            int union = 0;
            for (Case each : cases) {
                for (int i = 0; i < PIXELS; i++) {
                    if (each.labeled && each.truth[i] != LabelMap.IGNORED) {
                        boolean isTrue = each.truth[i] == c;
                        boolean isPredicted = each.predicted[i] == c;
                        intersection += isTrue && isPredicted ? 1 : 0;
                        union += isTrue || isPredicted ? 1 : 0;
                    }
                }
            }
            sum += (double) intersection / union;
        }
        assertThat(sum / CLASSES).isBetween(0.3, 0.9);
        assertThat(value(values(cases), "meanIou")).isCloseTo(sum / CLASSES, within(1e-12));
    }

    @Test
    void meanIouIsUndefinedWithoutLabels() {
        assertThat(values(new Case(4, false)).get("meanIou")).isEmpty();
    }

    @Test
    void statisticsAreThoseOfTheFusedImagesAndOfTheAverages() {
        Case first = new Case(5, true);
        Case second = new Case(6, true);
        Map<String, OptionalDouble> values = values(first, second);
        assertMean(values, "fused.entropy", entropy(first.fused), entropy(second.fused));
        assertMean(values, "fused.deviation", deviation(first.fused), deviation(second.fused));
        assertMean(values, "average.entropy", entropy(first.average()), entropy(second.average()));
        assertMean(values, "average.deviation", deviation(first.average()), deviation(second.average()));
        assertThat(value(values, "fused.deviation")).isGreaterThan(value(values, "average.deviation") + 5);
    }

    @Test
    void chosenMetricsReplaceTheStatistics() {
        Case first = new Case(5, true);
        Case second = new Case(6, true);
        Map<String, OptionalDouble> values =
                values(List.of(MetricCatalog.of("EN"), MetricCatalog.of("CC")), first, second);
        assertMean(values, "fused.EN", entropy(first.fused), entropy(second.fused));
        assertMean(values, "average.EN", entropy(first.average()), entropy(second.average()));
        assertThat(values).containsKeys("fused.CC", "meanIou").doesNotContainKeys("fused.entropy", "fused.SD");
    }
}
