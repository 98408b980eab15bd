// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.photometric;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which photometric changes the pairs of a training undergo, and how often.
 *
 * @param probabilities per sample, in [0, 1]; a kind that is absent does not occur
 */
public record PhotometricSettings(Map<Kind, Double> probabilities) {
    /** The kinds of changes; ranges of their parameters are in {@link PhotometricAugmentation}. */
    public enum Kind {
        /** {@link Gamma}, of each source by itself. */
        GAMMA,
        /** {@link GainOffset}, of each source by itself. */
        GAIN,
        /** {@link Grayscale}, of the visible image. */
        GRAY,
        /** {@link Inversion}, of the infrared image, where no salient target is in the crop. */
        INVERT,
        /** {@link GaussianBlur}, of one of the sources. */
        BLUR,
        /** {@link SensorNoise}, of each source by itself. */
        NOISE,
        /** {@link JpegCompression}, of each source by itself. */
        JPEG;

        /** Returns the name that options use. */
        public String optionName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String NONE_NAME = "none";
    private static final String ALL_NAME = "all";

    /** No change, as published. */
    public static final PhotometricSettings NONE = new PhotometricSettings(Map.of());

    /** All changes, as often as seemed sensible: about one pair in ten stays as it is. */
    public static final PhotometricSettings ALL = new PhotometricSettings(Map.of(
            Kind.GAMMA, 0.5,
            Kind.GAIN, 0.5,
            Kind.GRAY, 0.2,
            Kind.INVERT, 0.1,
            Kind.BLUR, 0.1,
            Kind.NOISE, 0.2,
            Kind.JPEG, 0.2));

    /** Checks the probabilities and puts them in order. */
    public PhotometricSettings {
        Map<Kind, Double> ordered = new EnumMap<>(Kind.class);
        probabilities.forEach((kind, probability) -> {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException(
                        kind.optionName() + ": a probability must be in 0 .. 1, not " + probability);
            }
            if (probability > 0) {
                ordered.put(kind, probability);
            }
        });
        probabilities = Map.copyOf(ordered);
    }

    /**
     * Reads {@code none}, {@code all} or a list such as {@code gamma=0.5,noise=0.2}.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public static PhotometricSettings parse(String text) {
        if (text.equals(NONE_NAME) || text.equals(ALL_NAME)) {
            return text.equals(ALL_NAME) ? ALL : NONE;
        }
        Map<Kind, Double> probabilities = new EnumMap<>(Kind.class);
        for (String entry : text.split(",", -1)) {
            String[] parts = entry.strip().split("=", -1);
            Kind kind = kind(parts[0], text);
            if (parts.length != 2 || probabilities.put(kind, number(parts[1], entry)) != null) {
                throw new IllegalArgumentException(
                        "expected each change once as NAME=PROBABILITY, such as gamma=0.5, not " + entry.strip());
            }
        }
        return new PhotometricSettings(probabilities);
    }

    private static Kind kind(String name, String text) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.optionName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected none, all, or some of "
                        + Stream.of(Kind.values()).map(Kind::optionName).collect(Collectors.joining(", "))
                        + " with probabilities, such as gamma=0.5,noise=0.2, not " + text));
    }

    private static double number(String text, String entry) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(entry.strip() + ": the probability must be a number", e);
        }
    }

    /** Returns the probability of a kind, 0 where it does not occur. */
    public double probability(Kind kind) {
        return probabilities.getOrDefault(kind, 0.0);
    }

    /** Returns whether nothing ever changes. */
    public boolean isNone() {
        return probabilities.isEmpty();
    }

    /** Returns what {@link #parse} reads: {@code none} or every probability. */
    @Override
    public String toString() {
        return isNone()
                ? NONE_NAME
                : Stream.of(Kind.values())
                        .filter(probabilities::containsKey)
                        .map(kind -> kind.optionName() + "=" + probability(kind))
                        .collect(Collectors.joining(","));
    }
}
