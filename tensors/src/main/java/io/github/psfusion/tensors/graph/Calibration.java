// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.graph.ActivationRanges.Range;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Watches runs of a graph for the ranges of what {@link QuantiseConvolutions} tells as bytes. At each end of a picture's values one
 * in ten thousand is left outside, because few far values would make the steps of all others coarse; the ranges of all pictures
 * are joined.
 */
public final class Calibration implements GraphRunner.Observer {
    private static final double LEFT_OUTSIDE = 1e-4;
    private static final int BINS = 4096;

    private final List<Node> convolutions;
    private final Set<Node> maps = new HashSet<>();
    private final Map<Node, Range> seen = new HashMap<>();

    /** Prepares for a graph with batch norms folded, which the runner must run. */
    public Calibration(Graph graph) {
        convolutions = QuantiseConvolutions.worthwhile(graph);
        convolutions.forEach(convolution -> maps.addAll(QuantiseConvolutions.maps(convolution)));
    }

    @Override
    public void computed(Node node, Tensor result, long nanoseconds) {
        if (maps.contains(node)) {
            seen.merge(node, range(result.toFloats()), Range::joined);
        }
    }

    /**
     * Returns what was seen.
     *
     * @throws IllegalStateException if there was no run
     */
    public ActivationRanges ranges() {
        if (seen.isEmpty()) {
            throw new IllegalStateException("nothing was run");
        }
        Map<String, List<Range>> ranges = new LinkedHashMap<>();
        for (Node convolution : convolutions) {
            List<Range> ofMaps = QuantiseConvolutions.maps(convolution).stream()
                    .map(map -> Objects.requireNonNull(seen.get(map)))
                    .toList();
            ranges.put(QuantiseConvolutions.name(convolution), ofMaps);
        }
        return new ActivationRanges(ranges);
    }

    private static Range range(float[] values) {
        double lowest = 0;
        double highest = 0;
        for (float value : values) {
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        double width = (highest - lowest) / BINS;
        if (!(width > 0) || Double.isInfinite(width)) {
            return new Range(0, 0); // all values are 0, or the network is broken on this picture
        }
        long[] counts = new long[BINS];
        for (float value : values) {
            counts[Math.min(BINS - 1, (int) ((value - lowest) / width))]++;
        }
        long outside = (long) (LEFT_OUTSIDE * values.length);
        int first = 0;
        for (long sum = counts[0]; sum <= outside; sum += counts[first]) {
            first++;
        }
        int last = BINS - 1;
        for (long sum = counts[last]; sum <= outside; sum += counts[last]) {
            last--;
        }
        return new Range(Math.min(0, lowest + first * width), Math.max(0, lowest + (last + 1) * width));
    }
}
