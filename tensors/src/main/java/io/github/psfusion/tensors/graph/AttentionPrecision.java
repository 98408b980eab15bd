// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.DataType;
import java.util.List;

/** Makes attentions compute in another floating-point type than the operations around them. */
public final class AttentionPrecision {
    private AttentionPrecision() {}

    /** Returns the graph with the attentions in this type; activations before and after them keep theirs. */
    public static Graph of(Graph graph, DataType type) {
        return graph.rewritten((node, inputs) -> {
            if (!(node.operation() instanceof Operation.Attention) || node.type() == type) {
                return node.of(inputs);
            }
            List<Node> narrow = inputs.stream().map(input -> cast(input, type)).toList();
            return cast(new Node(node.operation(), narrow, node.shape(), type), node.type());
        });
    }

    private static Node cast(Node node, DataType type) {
        return new Node(new Operation.Cast(type), List.of(node), node.shape(), type);
    }
}
