// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.ElementType;
import io.github.psfusion.tensors.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes batch norms part of the convolutions before them: with {@code s = scale / sqrt(variance + epsilon)},
 * {@code norm(w * x + b) = (s w) * x + (b - mean) s + shift}. Where two batch norms follow each other both are folded. Computed in
 * double precision.
 */
public final class FoldBatchNorm {
    /** What is added to the names of weights that are no longer those of the network. */
    private static final String FOLDED = ", folded";

    private FoldBatchNorm() {}

    /** Returns the graph without the batch norms that follow a convolution whose result nobody else reads. */
    public static Graph of(Graph graph) {
        Map<Node, Integer> uses = graph.uses();
        return graph.rewritten((node, inputs) -> {
            boolean folds = node.operation() instanceof Operation.BatchNorm
                    && inputs.get(0).operation() instanceof Operation.Convolution
                    && uses.getOrDefault(node.input(0), 0) == 1;
            return folds ? folded(node, inputs) : node.of(inputs);
        });
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
        List<Node> newInputs = new ArrayList<>();
        newInputs.add(convolution.input(0));
        newInputs.add(constant(weight, weight.shape(), weight.type(), () -> factors.scaled(values(weight))));
        Optional<Node> bias = convolution.inputs().size() > 2 ? Optional.of(convolution.input(2)) : Optional.empty();
        newInputs.add(constant(
                inputs.get(2),
                inputs.get(2).shape(),
                weight.type(),
                () -> factors.shifted(bias.map(FoldBatchNorm::values))));
        return new Node(convolution.operation(), newInputs, norm.shape(), norm.type());
    }

    /** What a batch norm does to each channel. */
    private record Factors(Node scale, Node shift, Node mean, Node variance, double epsilon) {
        private double[] factors() {
            float[] scales = values(scale);
            float[] variances = values(variance);
            double[] factors = new double[scales.length];
            for (int channel = 0; channel < factors.length; channel++) {
                factors[channel] = scales[channel] / Math.sqrt(variances[channel] + epsilon);
            }
            return factors;
        }

        float[] scaled(float[] weight) {
            double[] factors = factors();
            int perChannel = weight.length / factors.length;
            for (int i = 0; i < weight.length; i++) {
                weight[i] = (float) (weight[i] * factors[i / perChannel]);
            }
            return weight;
        }

        float[] shifted(Optional<float[]> bias) {
            double[] factors = factors();
            float[] means = values(mean);
            float[] shifts = values(shift);
            float[] shifted = bias.orElseGet(() -> new float[factors.length]);
            for (int channel = 0; channel < factors.length; channel++) {
                shifted[channel] = (float) ((shifted[channel] - means[channel]) * factors[channel] + shifts[channel]);
            }
            return shifted;
        }
    }

    private static float[] values(Node node) {
        if (node.operation() instanceof Operation.Constant constant) {
            return constant.weights().values();
        }
        throw new IllegalArgumentException("a batch norm or convolution takes " + node + ", expected is a constant");
    }

    private static Node constant(Node named, Shape shape, ElementType type, Supplier<float[]> values) {
        String name = ((Operation.Constant) named.operation()).weights().name() + FOLDED;
        return new Node(new Operation.Constant(Weights.computed(name, shape, values)), List.of(), shape, type);
    }
}
