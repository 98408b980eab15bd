// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fuses convolutions with the sums that read them. A convolution of concatenated feature maps becomes the sum of convolutions of the
 * single ones, {@code w * [a, b] = w_a * a + w_b * b}, which saves the concatenation; a sum with a convolution and a ReLU after it
 * become one {@link Operation.ConvAdd}.
 */
public final class ConvAddFusion {
    private static final int CHANNELS = 1;

    /** Feature maps of fewer channels are convolved faster when they are concatenated. */
    private static final int MIN_CHANNELS = 32;

    private ConvAddFusion() {}

    /**
     * Returns the graph with fused sums.
     *
     * @param graph with batch norms folded
     */
    public static Graph of(Graph graph) {
        Map<Node, Integer> uses = graph.uses();
        return graph.rewritten((node, inputs) -> {
            if (readsConcatenation(node)) {
                return sumOfConvolutions(node, inputs);
            }
            if (node.operation() == Operation.Pairwise.ADD) {
                return sum(node, inputs, uses);
            }
            boolean activation = node.operation() == Operation.Activation.RELU
                    && uses.getOrDefault(node.input(0), 0) == 1
                    && inputs.get(0).operation() instanceof Operation.ConvAdd added
                    && !added.relu();
            return activation ? withActivation(inputs.get(0)) : node.of(inputs);
        });
    }

    private static boolean readsConcatenation(Node node) {
        return node.operation() instanceof Operation.Convolution convolution
                && convolution.options().groups() == 1
                && node.input(1).operation() instanceof Operation.Constant
                && node.input(0).operation() instanceof Operation.Concatenate concatenation
                && concatenation.dimension() == CHANNELS
                && node.input(0).inputs().stream().allMatch(part -> part.shape().size(CHANNELS) >= MIN_CHANNELS);
    }

    private static Node sumOfConvolutions(Node node, List<Node> inputs) {
        Operation.Convolution convolution = (Operation.Convolution) node.operation();
        Node weight = inputs.get(1);
        long first = 0;
        Node sum = null;
        for (Node part : inputs.get(0).inputs()) {
            long channels = part.shape().size(CHANNELS);
            Node partWeight = slice(weight, first, channels);
            if (sum == null) {
                List<Node> operands = new ArrayList<>(List.of(part, partWeight));
                operands.addAll(inputs.subList(2, inputs.size())); // the bias
                sum = new Node(convolution, operands, node.shape(), node.type());
            } else {
                Operation added = new Operation.ConvAdd(convolution.options(), false);
                sum = new Node(added, List.of(sum, part, partWeight), node.shape(), node.type());
            }
            first += channels;
        }
        return sum == null ? node.of(inputs) : sum;
    }

    private static Node slice(Node weight, long first, long channels) {
        Weights whole = ((Operation.Constant) weight.operation()).weights();
        long[] sizes = whole.shape().sizes();
        sizes[CHANNELS] = channels;
        Weights part = Weights.computed(
                whole.name() + ", inputs " + first + " to " + (first + channels - 1),
                Shape.of(sizes),
                () -> whole.value().narrow(CHANNELS, first, channels));
        return new Node(new Operation.Constant(part), List.of(), part.shape(), weight.type());
    }

    private static Node sum(Node node, List<Node> inputs, Map<Node, Integer> uses) {
        for (int i = 1; i >= 0; i--) {
            Node convolution = inputs.get(i);
            Node other = inputs.get(1 - i);
            if (convolution.operation() instanceof Operation.Convolution fused
                    && fused.options().groups() == 1
                    && uses.getOrDefault(node.input(i), 0) == 1
                    && isActivation(other, node.type())
                    && other.shape().equals(convolution.shape())) {
                List<Node> operands = new ArrayList<>(List.of(other));
                operands.addAll(convolution.inputs());
                return new Node(new Operation.ConvAdd(fused.options(), false), operands, node.shape(), node.type());
            }
        }
        return node.of(inputs);
    }

    private static boolean isActivation(Node node, DataType type) {
        return !(node.operation() instanceof Operation.Constant)
                && !(node.operation() instanceof Operation.Input)
                && node.type() == type;
    }

    private static Node withActivation(Node sum) {
        Operation.ConvAdd added = (Operation.ConvAdd) sum.operation();
        return new Node(new Operation.ConvAdd(added.options(), true), sum.inputs(), sum.shape(), sum.type());
    }
}
