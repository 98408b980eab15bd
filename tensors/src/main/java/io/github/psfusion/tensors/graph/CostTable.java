// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
     * @param multiplyAccumulates for one run at the traced size
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
     * Counts the cost of a graph.
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
                String ownBlock = weight(node)
                        .map(Node::operation)
                        .filter(Operation.Constant.class::isInstance)
                        .map(weight -> blockOf.apply(
                                ((Operation.Constant) weight).weights().name()))
                        .orElse(block);
                blocks.merge(ownBlock, new Cost(0, multiplyAccumulates(node)), Cost::plus);
            }
        }
        return new CostTable(blocks);
    }

    /** Returns the multiply-accumulates of a node: 0 but for convolutions, linear layers and attentions. */
    public static long multiplyAccumulates(Node node) {
        Optional<Shape> weight = weight(node).map(Node::shape);
        if (weight.isPresent()) {
            return node.shape().elements()
                    * (weight.get().elements() / weight.get().size(0));
        }
        if (node.operation() instanceof Operation.Attention || node.operation() instanceof Operation.WindowAttention) {
            long positions = node.input(1).shape().size(-2);
            return 2 * node.shape().elements() * positions;
        }
        return 0;
    }

    /** Returns the weight of a convolution or a linear layer. */
    private static Optional<Node> weight(Node node) {
        OptionalInt index = node.operation().weightInput();
        return index.isPresent() ? Optional.of(node.input(index.getAsInt())) : Optional.empty();
    }

    /** Returns the sum of all blocks. */
    public Cost total() {
        return blocks.values().stream().reduce(new Cost(0, 0), Cost::plus);
    }
}
