// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes batch norms part of the convolutions before them: with {@code s = scale / sqrt(variance + epsilon)},
 * {@code norm(w * x + b) = (s w) * x + (b - mean) s + shift}. Where two batch norms follow each other both are folded. Factors and
 * biases are computed in double precision, weights at least in single precision.
 */
public final class FoldBatchNorm {
    /** What is added to the names of weights that are no longer those of the network. */
    private static final String FOLDED = ", folded";

    private FoldBatchNorm() {}

    /** Returns the graph without the batch norms that follow a convolution of constant weights whose result nothing else reads. */
    public static Graph of(Graph graph) {
        Map<Node, Integer> uses = graph.uses();
        return graph.rewritten((node, inputs) -> {
            boolean folds = node.operation() instanceof Operation.BatchNorm
                    && inputs.get(0).operation() instanceof Operation.Convolution
                    && uses.getOrDefault(node.input(0), 0) == 1
                    && hasConstants(node)
                    && hasConstants(node.input(0));
            return folds ? folded(node, inputs) : node.of(inputs);
        });
    }

    /** Returns whether all inputs but the first are constants. */
    private static boolean hasConstants(Node node) {
        return node.inputs().stream().skip(1).allMatch(input -> input.operation() instanceof Operation.Constant);
    }

    private static Node folded(Node norm, List<Node> inputs) {
        Node convolution = inputs.get(0);
        Factors factors = new Factors(
                inputs.get(1),
                inputs.get(2),
                inputs.get(3),
                inputs.get(4),
                ((Operation.BatchNorm) norm.operation()).epsilon());
        Node weight = convolution.input(1);
        Optional<Node> bias = convolution.inputs().size() > 2 ? Optional.of(convolution.input(2)) : Optional.empty();
        List<Node> newInputs = new ArrayList<>();
        newInputs.add(convolution.input(0));
        newInputs.add(constant(weight, weight, () -> factors.scaled(constantValue(weight))));
        newInputs.add(constant(inputs.get(2), weight, () -> factors.shifted(bias.map(FoldBatchNorm::value))));
        return new Node(convolution.operation(), newInputs, norm.shape(), norm.type());
    }

    /** What a batch norm does to each channel. */
    private record Factors(Node scale, Node shift, Node mean, Node variance, double epsilon) {
        /** {@code scale / sqrt(variance + epsilon)}. */
        private Tensor factors() {
            return value(scale).divide(value(variance).add(epsilon).sqrt());
        }

        Tensor scaled(Tensor weight) {
            DataType type = weight.dataType() == DataType.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
            return weight.to(type).multiply(factors().to(type).reshape(-1, 1, 1, 1));
        }

        Tensor shifted(Optional<Tensor> bias) {
            Tensor center = bias.map(value -> value.subtract(value(mean)))
                    .orElseGet(() -> value(mean).multiply(-1));
            return center.multiply(factors()).add(value(shift));
        }
    }

    private static Tensor value(Node node) {
        return constantValue(node).to(DataType.FLOAT64);
    }

    private static Tensor constantValue(Node node) {
        return ((Operation.Constant) node.operation()).weights().value();
    }

    private static Node constant(Node named, Node weight, Supplier<Tensor> value) {
        String name = ((Operation.Constant) named.operation()).weights().name() + FOLDED;
        return new Node(
                new Operation.Constant(Weights.computed(name, named.shape(), value)),
                List.of(),
                named.shape(),
                weight.type());
    }
}
