// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.datasets.ChannelMoments;
import io.github.psfusion.training.Dataset;
import io.github.psfusion.training.TrainingSample;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Mean and standard deviation of red, green, blue and infrared over the training images of a row, by which the input of a segmenter
 * is normalized: {@code (x - mean) / deviation}.
 *
 * @param mean of the four channels, in [0, 1]
 * @param deviation of the four channels, above 0
 */
public record InputNormalization(List<Double> mean, List<Double> deviation) {
    private static final int CHANNELS = 4;

    /** A channel that is constant in all training images has no information; it is only shifted. */
    private static final double SMALLEST = 1e-6;

    /** What the deviation is. */
    public enum Rule {
        /** The deviation of all pixels of the set. */
        GLOBAL,
        /** The mean of the deviations of the images, as the authors of PSFusion have it; smaller. */
        AUTHORS
    }

    /** Copies the lists. */
    public InputNormalization {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /** Returns the normalization that changes nothing. */
    public static InputNormalization none() {
        return new InputNormalization(List.of(0.0, 0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0, 1.0));
    }

    /**
     * Measures.
     *
     * @param check is called before each image; may throw, to leave early
     * @throws IOException if an image cannot be read
     */
    public static InputNormalization of(Dataset training, Rule rule, Runnable check) throws IOException {
        ChannelMoments statistics = new ChannelMoments(CHANNELS);
        for (int i = 0; i < training.size(); i++) {
            check.run();
            TrainingSample sample = training.sample(i);
            statistics.add(List.of(
                    sample.visible().red(),
                    sample.visible().green(),
                    sample.visible().blue(),
                    sample.infrared()));
        }
        List<Double> deviation = rule == Rule.GLOBAL ? statistics.deviation() : statistics.meanOfDeviations();
        return new InputNormalization(
                statistics.mean(),
                deviation.stream().map(value -> value < SMALLEST ? 1 : value).toList());
    }

    /** Returns the values for records: mean and deviation of each channel in levels from 0 to 255. */
    @Override
    public String toString() {
        return "mean " + levels(mean) + ", deviation " + levels(deviation);
    }

    private static String levels(List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, "%.3f", 255 * value))
                .collect(Collectors.joining(" "));
    }
}
