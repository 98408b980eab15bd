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
 * The ranges of the activations that convolutions read, as observed on some images. Immutable.
 *
 * @param byConvolution by the name of the convolution's weight in the network; one range for each of the activations that are
 *     concatenated to make its input
 */
public record ActivationRanges(Map<String, List<ActivationRange>> byConvolution) {
    private static final int WORDS = 3; // of a range in a line

    /** Copies the map. */
    public ActivationRanges {
        Map<String, List<ActivationRange>> copy = new LinkedHashMap<>();
        byConvolution.forEach((name, ranges) -> copy.put(name, List.copyOf(ranges)));
        byConvolution = Collections.unmodifiableMap(copy);
    }

    /** Returns the ranges of a convolution's input, if they are known. */
    public Optional<List<ActivationRange>> of(String convolution) {
        return Optional.ofNullable(byConvolution.get(convolution));
    }

    /** Returns ranges that contain these and others. */
    public ActivationRanges joined(ActivationRanges others) {
        Map<String, List<ActivationRange>> all = new LinkedHashMap<>(byConvolution);
        others.byConvolution.forEach((name, ranges) -> all.merge(name, ranges, ActivationRanges::joined));
        return new ActivationRanges(all);
    }

    private static List<ActivationRange> joined(List<ActivationRange> first, List<ActivationRange> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException("ranges of different networks cannot be joined");
        }
        List<ActivationRange> joined = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            joined.add(first.get(i).joined(second.get(i)));
        }
        return joined;
    }

    /** Returns a line for each convolution: its name, then three words for each range ({@link ActivationRange}), separated by blanks. */
    public String toLines() {
        StringBuilder text = new StringBuilder();
        byConvolution.forEach((name, ranges) -> {
            text.append(name);
            ranges.forEach(range -> text.append(' ').append(range.toText()));
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
        Map<String, List<ActivationRange>> all = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            String[] words = line.split(" ", -1);
            if (words.length < 1 + WORDS || words.length % WORDS != 1) {
                throw new IllegalArgumentException("\"" + words[0] + "\" has " + (words.length - 1)
                        + " words: expected are three for each activation range");
            }
            List<ActivationRange> ranges = new ArrayList<>();
            for (int i = 1; i < words.length; i += WORDS) {
                ranges.add(ActivationRange.parse(words[i], words[i + 1], words[i + 2]));
            }
            all.put(words[0], ranges);
        });
        return new ActivationRanges(all);
    }
}
