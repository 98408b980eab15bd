// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * How often the pairs of each set of a training are drawn.
 *
 * @param parts the sets in the order of their pairs' indices, at least one; their shares sum to 1
 */
public record Mixture(List<Part> parts) {
    /** Shares are quotients; their products with a number of samples differ from whole numbers by rounding. */
    private static final double ROUNDING = 1e-6;

    /**
     * A set.
     *
     * @param pairs number of its pairs, at least 1
     * @param share of all samples that is drawn from it, above 0
     */
    public record Part(int pairs, double share) {
        /** Checks the ranges. */
        public Part {
            if (pairs < 1 || !(share > 0)) {
                throw new IllegalArgumentException(
                        "a set needs at least 1 pair and a share above 0, not " + pairs + " and " + share);
            }
        }
    }

    /** Checks the sum of the shares. */
    public Mixture {
        parts = List.copyOf(parts);
        double sum = parts.stream().mapToDouble(Part::share).sum();
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new IllegalArgumentException("the shares of the sets must sum to 1, not to " + sum);
        }
    }

    /** Returns the mixture of a single set. */
    public static Mixture of(int pairs) {
        return new Mixture(List.of(new Part(pairs, 1)));
    }

    /**
     * Returns the mixture of sets of which some have a share; the others divide the rest in proportion to their numbers of
     * pairs.
     *
     * @param pairs number of pairs of each set
     * @param shares as many; given ones in (0, 1]
     * @throws IllegalArgumentException if nothing is left to sets without a share, or if the shares sum to less than 1
     */
    static Mixture of(List<Integer> pairs, List<OptionalDouble> shares) {
        double rest = 1;
        long unshared = 0;
        for (int i = 0; i < shares.size(); i++) {
            rest -= shares.get(i).orElse(0);
            unshared += shares.get(i).isPresent() ? 0 : pairs.get(i);
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            parts.add(new Part(
                    pairs.get(i),
                    shares.get(i).isPresent() ? shares.get(i).getAsDouble() : rest * pairs.get(i) / unshared));
        }
        return new Mixture(parts);
    }

    /** Returns the number of pairs of all sets. */
    public int pairs() {
        return parts.stream().mapToInt(Part::pairs).reduce(0, Math::addExact);
    }

    /**
     * Returns how many of these samples come from each set: its share, rounded so that the numbers sum up (those with the
     * largest remainders are rounded up, of equal ones the first).
     */
    int[] counts(int samples) {
        int[] counts = new int[parts.size()];
        int left = samples;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (int) (parts.get(i).share() * samples + ROUNDING);
            left -= counts[i];
        }
        for (; left > 0; left--) {
            int largest = 0;
            for (int i = 1; i < counts.length; i++) {
                if (remainder(i, samples, counts) > remainder(largest, samples, counts) + ROUNDING) {
                    largest = i;
                }
            }
            counts[largest]++;
        }
        return counts;
    }

    private double remainder(int part, int samples, int[] counts) {
        return parts.get(part).share() * samples - counts[part];
    }

    /** Returns the shares for records, such as {@code 0.7, 0.3}. */
    @Override
    public String toString() {
        return parts.stream()
                .map(part -> Double.toString(Math.round(part.share() * 1e6) / 1e6))
                .collect(Collectors.joining(", "));
    }
}
