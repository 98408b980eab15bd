// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * Lets a graph whose sides must be multiples take images of any size, as {@code Padding} does: they are padded below and to the right
 * by reflection that repeats the edge pixel, {@code m = i mod 2n}, the pixel {@code min(m, 2n - 1 - m)}, and results are cropped.
 */
final class OnnxPadding {
    private final OnnxGraph graph;
    private final String size; // [2]: height, width

    private final List<String> inputs = new ArrayList<>();

    /**
     * Pads images of one size; others fail when they are joined.
     *
     * @param names values [1, C, H, W]
     * @param channels the C of each
     */
    OnnxPadding(OnnxGraph graph, List<String> names, List<Long> channels, int multiple) {
        this.graph = graph;
        String joined = graph.add("Concat", names, OnnxGraph.attribute("axis", 1L));
        size = graph.add("Slice", List.of(graph.add("Shape", List.of(joined)), graph.integers(2), graph.integers(4)));
        String rows = graph.add("Gather", List.of(joined, reflected(0, multiple)), OnnxGraph.attribute("axis", 2L));
        String padded = graph.add("Gather", List.of(rows, reflected(1, multiple)), OnnxGraph.attribute("axis", 3L));
        long first = 0;
        for (long count : channels) {
            inputs.add(graph.add(
                    "Slice", List.of(padded, graph.integers(first), graph.integers(first + count), graph.integers(1))));
            first += count;
        }
    }

    /** The index of the source pixel for each index of a padded side. */
    private String reflected(int dimension, int multiple) {
        String side = graph.add("Gather", List.of(size, graph.integer(dimension)));
        String lacking = graph.add("Mod", List.of(graph.add("Neg", List.of(side)), graph.integer(multiple)));
        String indices = graph.add(
                "Range", List.of(graph.integer(0), graph.add("Add", List.of(side, lacking)), graph.integer(1)));
        String period = graph.add("Mul", List.of(side, graph.integer(2)));
        String there = graph.add("Mod", List.of(indices, period));
        String back = graph.add("Sub", List.of(graph.add("Sub", List.of(period, graph.integer(1))), there));
        return graph.add("Min", List.of(there, back));
    }

    /** Returns the padded images. */
    List<String> padded() {
        return inputs;
    }

    /** Crops a result, whose last two dimensions are height and width. */
    String cropped(String name, String result, int rank) {
        return graph.addNamed(
                name, "Slice", List.of(result, graph.integers(0, 0), size, graph.integers(rank - 2L, rank - 1L)));
    }
}
