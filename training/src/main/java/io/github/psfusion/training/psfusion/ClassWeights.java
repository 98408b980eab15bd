// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.training.TrainingData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How much the pixels of each class count in the cross-entropy of the classes.
 *
 * @param kind where the weights come from
 * @param given a weight above 0 for each class, of {@link Kind#LIST} alone
 */
public record ClassWeights(Kind kind, List<Double> given) {
    /** All pixels count alike, as published. */
    public static final ClassWeights NONE = new ClassWeights(Kind.NONE, List.of());

    /** {@code 1 / ln(1.02 + share)}, the shares counted on the labels. */
    public static final ClassWeights LOG = new ClassWeights(Kind.LOG, List.of());

    /** Bounds the weight of a class that hardly occurs: Paszke et al., "ENet", 2016. */
    private static final double OFFSET = 1.02;

    /** Where the weights come from. */
    public enum Kind {
        /** There are none. */
        NONE,
        /** They are computed from how often each class occurs. */
        LOG,
        /** They are given. */
        LIST
    }

    /** Checks the weights. */
    public ClassWeights {
        given = List.copyOf(given);
        if ((kind == Kind.LIST) == given.isEmpty()) {
            throw new IllegalArgumentException("weights of classes are given as a list and as nothing else");
        }
        for (double weight : given) {
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the weight of a class must be above 0 and finite, not " + weight
                        + ". Pixels that should not count have the label 255");
            }
        }
    }

    /**
     * Reads {@code none}, {@code log} or weights separated by commas.
     *
     * @throws IllegalArgumentException if the text has another form, or if a weight is out of range
     */
    public static ClassWeights parse(String text) {
        return switch (text) {
            case "none" -> NONE;
            case "log" -> LOG;
            default -> {
                List<Double> weights = new ArrayList<>();
                for (String part : text.split(",", -1)) {
                    try {
                        weights.add(Double.parseDouble(part));
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException(
                                "expected none, log or NUMBER,NUMBER,... but found " + text, e);
                    }
                }
                yield new ClassWeights(Kind.LIST, weights);
            }
        };
    }

    /**
     * Checks that a list has a weight for each class.
     *
     * @throws IllegalArgumentException if not
     */
    public void check(int classes) {
        if (kind == Kind.LIST && given.size() != classes) {
            throw new IllegalArgumentException(
                    "there are " + given.size() + " class weights, but " + classes + " classes");
        }
    }

    /**
     * Returns the weights for training data.
     *
     * @param check is called before a label is read; may throw, to leave early
     * @return a weight for each class; empty if all pixels count alike
     * @throws IOException if labels are counted and one cannot be read, or if there are none
     */
    public List<Double> of(TrainingData data, int classes, Runnable check) throws IOException {
        check(classes);
        return kind == Kind.LOG
                ? Arrays.stream(data.classShares(classes, check))
                        .mapToObj(share -> 1 / Math.log(OFFSET + share))
                        .toList()
                : given;
    }

    /** Returns weights as metadata have them: {@code none}, or separated by commas. */
    static String text(List<Double> weights) {
        return weights.isEmpty()
                ? "none"
                : weights.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Returns what {@link #parse} reads. */
    @Override
    public String toString() {
        return kind == Kind.LOG ? "log" : text(given);
    }
}
