// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Shape;
import java.util.ArrayList;
import java.util.List;

/** Which convolutions of a graph can be and are worth being quantized, and what they read. */
final class QuantizableConvolution {
    static final int CHANNELS = 1;

    private static final int MIN_CHANNELS = 8;

    private QuantizableConvolution() {}

    /** Returns whether a node is a convolution that can be quantized: with constant weights, over more than one position. */
    static boolean isPossible(Node node) {
        return node.operation() instanceof Operation.Convolution
                && node.shape().size(2) * node.shape().size(3) > 1
                && node.inputs().stream().skip(1).allMatch(input -> input.operation() instanceof Operation.Constant);
    }

    /**
     * Returns the convolutions that are faster in int8: those with a large kernel and many channels, and the depthwise ones of funnel
     * activations behind them. The first ones, which read images, and those that make images are not among them. Convolutions of one
     * pixel gain less than quantizing their input costs.
     */
    static List<Node> worthwhile(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> isPossible(node) && (isLarge(node) || isFunnel(node)))
                .toList();
    }

    private static boolean isLarge(Node convolution) {
        Shape weight = convolution.input(1).shape();
        return weight.size(2) > 1
                && weight.size(1) >= MIN_CHANNELS
                && weight.size(0) >= MIN_CHANNELS
                && activations(convolution).stream()
                        .noneMatch(activation -> activation.operation() instanceof Operation.Input);
    }

    private static boolean isFunnel(Node convolution) {
        Node before = convolution.input(0);
        return convolution.input(1).shape().size(1) == 1
                && before.operation() instanceof Operation.Convolution
                && isPossible(before)
                && isLarge(before);
    }

    /** Returns the name of a convolution's weight in the network. */
    static String name(Node convolution) {
        return weights(convolution.input(1)).origin();
    }

    /** Returns the activations that are concatenated to make a convolution's input, in order; the input itself if none are. */
    static List<Node> activations(Node convolution) {
        List<Node> activations = new ArrayList<>();
        addActivations(convolution.input(0), activations);
        return activations;
    }

    private static void addActivations(Node node, List<Node> activations) {
        if (node.operation() instanceof Operation.Concatenate concatenate && concatenate.dimension() == CHANNELS) {
            node.inputs().forEach(input -> addActivations(input, activations));
        } else {
            activations.add(node);
        }
    }

    /** Returns the weights of a constant. */
    static Weights weights(Node constant) {
        return ((Operation.Constant) constant.operation()).weights();
    }
}
