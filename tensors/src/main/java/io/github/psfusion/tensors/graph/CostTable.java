// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What a graph costs, by block: parameters of its weights, and multiply-accumulates of its convolutions and attentions.
 *
 * @param blocks in the order in which they are first needed
 */
public record CostTable(Map<String, Cost> blocks) {
    /**
     * The cost of a block.
     *
     * @param parameters number of weights
     * @param multiplyAccumulates for one run at the recorded size
     */
    public record Cost(long parameters, long multiplyAccumulates) {
        Cost plus(Cost other) {
            return new Cost(parameters + other.parameters, multiplyAccumulates + other.multiplyAccumulates);
        }
    }

    /** Copies the map. */
    public CostTable {
        blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
    }

    /**
     * Counts.
     *
     * @param blockOf the block to which weights of this name belong
     */
    public static CostTable of(Graph graph, Function<String, String> blockOf) {
        Map<String, Cost> blocks = new LinkedHashMap<>();
        String block = "";
        for (Node node : graph.nodes()) {
            if (node.operation() instanceof Operation.Constant constant) {
                block = blockOf.apply(constant.weights().name());
                blocks.merge(block, new Cost(node.shape().elements(), 0), Cost::plus);
            } else if (multiplyAccumulates(node) > 0) {
                String own = isConvolution(node) && node.input(1).operation() instanceof Operation.Constant weight
                        ? blockOf.apply(weight.weights().name())
                        : block;
                blocks.merge(own, new Cost(0, multiplyAccumulates(node)), Cost::plus);
            }
        }
        return new CostTable(blocks);
    }

    /** Returns the multiply-accumulates of a node: 0 but for convolutions and attentions. */
    public static long multiplyAccumulates(Node node) {
        if (isConvolution(node)) {
            long perElement =
                    node.input(1).shape().elements() / node.input(1).shape().size(0);
            return node.shape().elements() * perElement;
        }
        if (node.operation() instanceof Operation.Attend) {
            long places = node.input(1).shape().size(1);
            return 2 * node.shape().elements() * places;
        }
        return 0;
    }

    private static boolean isConvolution(Node node) {
        return node.operation() instanceof Operation.Convolution
                || node.operation() instanceof Operation.QuantisedConvolution;
    }

    /** Returns the sum of all blocks. */
    public Cost total() {
        return blocks.values().stream().reduce(new Cost(0, 0), Cost::plus);
    }
}
