// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Between which numbers the maps lie that convolutions read, as seen on some pictures. Immutable.
 *
 * @param byConvolution by the name of the convolution's weight in the network; one range for each of the maps that are joined to
 *     make its input
 */
public record ActivationRanges(Map<String, List<Range>> byConvolution) {
    /**
     * A closed range that contains 0.
     *
     * @param lowest at most 0
     * @param highest at least 0
     */
    public record Range(double lowest, double highest) {
        /** Checks the range. */
        public Range {
            if (!(lowest <= 0) || !(highest >= 0) || Double.isInfinite(lowest) || Double.isInfinite(highest)) {
                throw new IllegalArgumentException("the range " + lowest + " to " + highest + " must contain 0");
            }
        }

        /** Returns the smallest range that contains both. */
        public Range joined(Range other) {
            return new Range(Math.min(lowest, other.lowest), Math.max(highest, other.highest));
        }
    }

    /** Copies the map. */
    public ActivationRanges {
        Map<String, List<Range>> copy = new LinkedHashMap<>();
        byConvolution.forEach((name, ranges) -> copy.put(name, List.copyOf(ranges)));
        byConvolution = Collections.unmodifiableMap(copy);
    }

    /** Returns the ranges of a convolution's input, if they are known. */
    public Optional<List<Range>> of(String convolution) {
        return Optional.ofNullable(byConvolution.get(convolution));
    }

    /** Returns ranges that contain these and others. */
    public ActivationRanges joined(ActivationRanges others) {
        Map<String, List<Range>> all = new LinkedHashMap<>(byConvolution);
        others.byConvolution.forEach((name, ranges) -> all.merge(name, ranges, ActivationRanges::joined));
        return new ActivationRanges(all);
    }

    private static List<Range> joined(List<Range> first, List<Range> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException("ranges of different networks cannot be joined");
        }
        List<Range> joined = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            joined.add(first.get(i).joined(second.get(i)));
        }
        return joined;
    }

    /** Returns a line for each convolution: its name, then lowest and highest of each map, separated by blanks. */
    public String toLines() {
        StringBuilder text = new StringBuilder();
        byConvolution.forEach((name, ranges) -> {
            text.append(name);
            ranges.forEach(range ->
                    text.append(' ').append((float) range.lowest()).append(' ').append((float) range.highest()));
            text.append('\n');
        });
        return text.toString();
    }

    /**
     * Reads what {@link #toLines} wrote.
     *
     * @throws IllegalArgumentException if a line is not of that form
     */
    public static ActivationRanges parse(String lines) {
        Map<String, List<Range>> all = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            String[] words = line.split(" ", -1);
            if (words.length < 3 || words.length % 2 == 0) {
                throw new IllegalArgumentException("\"" + line + "\": expected is a name with pairs of numbers");
            }
            List<Range> ranges = new ArrayList<>();
            for (int i = 1; i < words.length; i += 2) {
                ranges.add(new Range(Double.parseDouble(words[i]), Double.parseDouble(words[i + 1])));
            }
            all.put(words[0], ranges);
        });
        return new ActivationRanges(all);
    }
}
