// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the levels of an image, 0 to 255, become the input of a model: {@code (level - mean) / deviation}, channel by channel.
 *
 * @param mean of three channels, in their order in the model
 * @param deviation of three channels, not 0
 */
public record PixelScaling(List<Double> mean, List<Double> deviation) {
    private static final int CHANNELS = 3;
    private static final double WHITE = 255;

    /** Numbers from 0 to 1. */
    public static final PixelScaling UNIT = same(0, WHITE);

    /** The levels themselves. */
    public static final PixelScaling NONE = same(0, 1);

    /** Mean and deviation of ImageNet, in the order red, green, blue: those of torchvision and timm. */
    public static final PixelScaling IMAGENET = inUnits(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /** Those of NanoDet's configurations, in the order blue, green, red. */
    static final PixelScaling NANODET =
            new PixelScaling(List.of(103.53, 116.28, 123.675), List.of(57.375, 57.12, 58.395));

    /** Checks the numbers. */
    public PixelScaling {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != CHANNELS || deviation.size() != CHANNELS) {
            throw new IllegalArgumentException("a mean and a deviation have three numbers each");
        }
        if (!mean.stream().allMatch(Double::isFinite)
                || !deviation.stream().allMatch(value -> Double.isFinite(value) && value > 0)) {
            throw new IllegalArgumentException("means must be finite, and deviations above 0");
        }
    }

    private static PixelScaling same(double mean, double deviation) {
        return new PixelScaling(List.of(mean, mean, mean), List.of(deviation, deviation, deviation));
    }

    private static PixelScaling inUnits(List<Double> mean, List<Double> deviation) {
        return new PixelScaling(
                mean.stream().map(value -> value * WHITE).toList(),
                deviation.stream().map(value -> value * WHITE).toList());
    }

    /**
     * Reads a scaling.
     *
     * @param text {@code imagenet}, {@code unit}, {@code none}, or {@code M,M,M/D,D,D}: means and deviations of images from 0 to 1, in
     *     the model's order of channels
     * @throws IllegalArgumentException if it is none of these
     */
    public static PixelScaling parse(String text) {
        return switch (text) {
            case "imagenet" -> IMAGENET;
            case "unit" -> UNIT;
            case "none" -> NONE;
            default -> {
                String[] halves = text.split("/", -1);
                if (halves.length != 2) {
                    throw expected(text, null);
                }
                try {
                    yield inUnits(numbers(halves[0]), numbers(halves[1]));
                } catch (IllegalArgumentException e) {
                    throw expected(text, e);
                }
            }
        };
    }

    private static IllegalArgumentException expected(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                text
                        + ": expected imagenet, unit (0 to 1), none (0 to 255), or means and deviations of images from 0 to"
                        + " 1, such as 0.485,0.456,0.406/0.229,0.224,0.225",
                cause);
    }

    private static List<Double> numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        for (String number : text.split(",", -1)) {
            numbers.add(Double.parseDouble(number.strip()));
        }
        return numbers;
    }

    /** Returns the scaled value of a level. */
    float apply(int channel, double level) {
        return (float) ((level - mean.get(channel)) / deviation.get(channel));
    }

    /** Returns the values for records, in levels. */
    @Override
    public String toString() {
        return "(level - mean) / deviation, mean " + levels(mean) + ", deviation " + levels(deviation);
    }

    private static String levels(List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, "%.3f", value))
                .collect(Collectors.joining(" "));
    }
}
