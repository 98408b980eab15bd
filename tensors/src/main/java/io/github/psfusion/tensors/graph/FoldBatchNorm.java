// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes batch norms part of the convolutions before them: with {@code s = scale / sqrt(variance + epsilon)},
 * {@code norm(w * x + b) = (s w) * x + (b - mean) s + shift}. Where two batch norms follow each other both are folded. Computed in
 * double precision.
 */
public final class FoldBatchNorm {
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
        double epsilon = ((Operation.BatchNorm) norm.operation()).epsilon();
        Node convolution = inputs.get(0);
        float[] scale = values(inputs.get(1));
        float[] shift = values(inputs.get(2));
        float[] mean = values(inputs.get(3));
        float[] variance = values(inputs.get(4));
        float[] weight = values(convolution.input(1));
        float[] bias = convolution.inputs().size() > 2 ? values(convolution.input(2)) : new float[scale.length];
        int perChannel = weight.length / scale.length;
        for (int channel = 0; channel < scale.length; channel++) {
            double factor = scale[channel] / Math.sqrt(variance[channel] + epsilon);
            for (int i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
                weight[i] = (float) (weight[i] * factor);
            }
            bias[channel] = (float) ((bias[channel] - mean[channel]) * factor + shift[channel]);
        }
        Node weightNode = convolution.input(1);
        List<Node> newInputs = new ArrayList<>();
        newInputs.add(convolution.input(0));
        newInputs.add(constant(weightNode, weightNode.shape(), weight));
        newInputs.add(constant(inputs.get(2), Shape.of(bias.length), bias));
        Conv2dOptions options = ((Operation.Convolution) convolution.operation()).options();
        return new Node(new Operation.Convolution(options), newInputs, norm.shape(), norm.type());
    }

    private static float[] values(Node node) {
        if (node.operation() instanceof Operation.Constant constant) {
            return constant.weights().values();
        }
        throw new IllegalArgumentException("a batch norm or convolution takes " + node + ", expected is a constant");
    }

    private static Node constant(Node named, Shape shape, float[] values) {
        String name = ((Operation.Constant) named.operation()).weights().name();
        return new Node(new Operation.Constant(Weights.computed(name, shape, values)), List.of(), shape, named.type());
    }
}
