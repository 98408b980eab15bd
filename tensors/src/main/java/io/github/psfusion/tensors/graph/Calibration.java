// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Tensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Watches runs of a graph for the ranges of what {@link QuantizeConvolutions} tells as bytes. At each end of a channel's values
 * five in ten thousand are left outside, because few far values would make the steps of all others coarse; the ranges of all images
 * are joined.
 */
public final class Calibration implements GraphRunner.Observer {
    private static final double LEFT_OUTSIDE = 5e-4;
    private static final int BINS = 2048;

    private final List<Node> convolutions;
    private final Set<Node> maps = new HashSet<>();
    private final Map<Node, ActivationRange> seen = new HashMap<>();

    /**
     * Prepares for a graph with batch norms folded, which the runner must run.
     *
     * @param sensitive names of the weights of convolutions that shall stay in floats
     */
    public Calibration(Graph graph, Set<String> sensitive) {
        convolutions = QuantizeConvolutions.worthwhile(graph).stream()
                .filter(convolution -> !sensitive.contains(QuantizeConvolutions.name(convolution)))
                .toList();
        convolutions.forEach(convolution -> maps.addAll(QuantizeConvolutions.maps(convolution)));
    }

    @Override
    public void computed(Node node, Tensor result, long nanoseconds) {
        if (maps.contains(node)) {
            seen.merge(node, range(result), ActivationRange::joined);
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
        Map<String, List<ActivationRange>> ranges = new LinkedHashMap<>();
        for (Node convolution : convolutions) {
            List<ActivationRange> ofMaps = QuantizeConvolutions.maps(convolution).stream()
                    .map(map -> Objects.requireNonNull(seen.get(map)))
                    .toList();
            ranges.put(QuantizeConvolutions.name(convolution), ofMaps);
        }
        return new ActivationRanges(ranges);
    }

    private static ActivationRange range(Tensor map) {
        float[] values = map.toFloats();
        int channels = (int) map.shape().size(1);
        int pixels = (int) (map.shape().size(2) * map.shape().size(3));
        double[] lowest = new double[channels];
        double[] highest = new double[channels];
        for (int c = 0; c < channels; c++) {
            float[] ends = ends(values, c * pixels, pixels);
            lowest[c] = ends[0];
            highest[c] = ends[1];
        }
        return ActivationRange.of(lowest, highest);
    }

    /** Returns where the bins begin and end that hold all but the few; 0 lies between. */
    private static float[] ends(float[] values, int from, int length) {
        float lowest = 0;
        float highest = 0;
        for (int i = from; i < from + length; i++) {
            lowest = Math.min(lowest, values[i]);
            highest = Math.max(highest, values[i]);
        }
        float width = (highest - lowest) / BINS;
        if (!(width > 0) || Float.isInfinite(width)) {
            return new float[2]; // all values are 0, or the network is broken on this image
        }
        int[] counts = new int[BINS];
        for (int i = from; i < from + length; i++) {
            counts[Math.min(BINS - 1, (int) ((values[i] - lowest) / width))]++;
        }
        int outside = (int) (LEFT_OUTSIDE * length);
        int first = 0;
        for (int sum = counts[0]; sum <= outside; sum += counts[first]) {
            first++;
        }
        int last = BINS - 1;
        for (int sum = counts[last]; sum <= outside; sum += counts[last]) {
            last--;
        }
        return new float[] {Math.min(0, lowest + first * width), Math.max(0, lowest + (last + 1) * width)};
    }
}
