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
 * Observes runs of a graph for the ranges of the activations that {@link QuantizeConvolutions} quantizes. At each end of a channel's
 * values a fixed fraction is clipped, because few outliers would make the scale of all other values coarse; the ranges of all images
 * are joined.
 */
public final class Calibration implements GraphRunner.Observer {
    /** Share of a channel's values that is clipped at each end. */
    private static final double CLIPPED_FRACTION = 5e-4;

    private static final int BINS = 2048;

    private final List<Node> convolutions;
    private final Set<Node> activations = new HashSet<>();
    private final Map<Node, ActivationRange> observed = new HashMap<>();

    /**
     * Prepares for a graph with batch norms folded, which the runner must run.
     *
     * @param sensitive names of the weights of convolutions that stay in floating point
     */
    public Calibration(Graph graph, Set<String> sensitive) {
        convolutions = QuantizableConvolution.worthwhile(graph).stream()
                .filter(convolution -> !sensitive.contains(QuantizableConvolution.name(convolution)))
                .toList();
        convolutions.forEach(convolution -> activations.addAll(QuantizableConvolution.activations(convolution)));
    }

    @Override
    public void computed(Node node, Tensor result, long nanoseconds) {
        if (activations.contains(node)) {
            observed.merge(node, range(result), ActivationRange::joined);
        }
    }

    /**
     * Returns the observed ranges.
     *
     * @throws IllegalStateException if there was no run
     */
    public ActivationRanges ranges() {
        if (observed.isEmpty()) {
            throw new IllegalStateException("no run of the graph was observed");
        }
        Map<String, List<ActivationRange>> ranges = new LinkedHashMap<>();
        for (Node convolution : convolutions) {
            List<ActivationRange> ofInputs = QuantizableConvolution.activations(convolution).stream()
                    .map(activation -> Objects.requireNonNull(observed.get(activation)))
                    .toList();
            ranges.put(QuantizableConvolution.name(convolution), ofInputs);
        }
        return new ActivationRanges(ranges);
    }

    private static ActivationRange range(Tensor activation) {
        float[] values = activation.toFloats();
        int channels = (int) activation.shape().size(1);
        int pixels = (int) (activation.shape().size(2) * activation.shape().size(3));
        double[] lowest = new double[channels];
        double[] highest = new double[channels];
        for (int c = 0; c < channels; c++) {
            float[] ends = ends(values, c * pixels, pixels);
            lowest[c] = ends[0];
            highest[c] = ends[1];
        }
        return ActivationRange.of(lowest, highest);
    }

    /** Returns where the bins begin and end that hold all but the clipped values; 0 lies between. */
    private static float[] ends(float[] values, int from, int length) {
        float lowest = 0;
        float highest = 0;
        for (int i = from; i < from + length; i++) {
            lowest = Math.min(lowest, values[i]);
            highest = Math.max(highest, values[i]);
        }
        float width = (highest - lowest) / BINS;
        if (!(width > 0) || Float.isInfinite(width)) {
            return new float[2]; // all values are 0, or the network gives infinite values on this image
        }
        int[] counts = new int[BINS];
        for (int i = from; i < from + length; i++) {
            counts[Math.min(BINS - 1, (int) ((values[i] - lowest) / width))]++;
        }
        int clipped = (int) (CLIPPED_FRACTION * length);
        int first = 0;
        for (int sum = counts[0]; sum <= clipped; sum += counts[first]) {
            first++;
        }
        int last = BINS - 1;
        for (int sum = counts[last]; sum <= clipped; sum += counts[last]) {
            last--;
        }
        return new float[] {Math.min(0, lowest + first * width), Math.max(0, lowest + (last + 1) * width)};
    }
}
