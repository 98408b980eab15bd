// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Quantization;
import io.github.psfusion.tensors.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes convolutions compute in int8. An activation that such a convolution reads is quantized once, by the convolution before it
 * where possible, and each channel with a scale of its own: the scales become part of the weights, of those that make the activation
 * and of those that read it. Weights get one scale for each output channel. An activation that other operations read too is computed
 * in FLOAT32 and quantized in addition.
 *
 * <p>Scheme: Jacob et al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", CVPR 2018;
 * scales of channels: Nagel et al., "Data-Free Quantization Through Weight Equalization and Bias Correction", ICCV 2019.
 */
public final class QuantizeConvolutions {
    /** The least relative scale of a channel: with a finer one the weights that read the channel would be quantized too coarsely. */
    private static final double MIN_RELATIVE_SCALE = 0.1;

    private final Graph graph;
    private final ActivationRanges ranges;
    private final Map<Node, Integer> uses;
    private final Set<Node> convolutions = new HashSet<>(); // those that are quantized
    private final Map<Node, Node> reluOf =
            new HashMap<>(); // quantized convolution to the activation that it computes as well
    private final Map<Node, ActivationRange> rangeOf = new HashMap<>(); // of each activation that is quantized
    private final Map<Node, Node> leader = new HashMap<>(); // activations that must share their zero point
    private final Set<Node> funnels = new HashSet<>(); // funnel activations that can be computed of quantized values
    private final Set<Node> floatNeeded = new HashSet<>(); // nodes that are read in FLOAT32

    private final Map<Node, Node> readers =
            new HashMap<>(); // of activations: the first quantized convolution that reads it
    private final Map<Node, Node> inFloat = new HashMap<>(); // nodes to what computes them in FLOAT32
    private final Map<Node, Node> quantized = new HashMap<>(); // nodes to what computes them in UINT8

    private QuantizeConvolutions(Graph graph, ActivationRanges ranges) {
        this.graph = graph;
        this.ranges = ranges;
        this.uses = graph.uses();
    }

    /**
     * Returns the graph with those convolutions in int8 whose ranges are known.
     *
     * @param graph with batch norms folded, FLOAT32
     * @throws IllegalArgumentException if the ranges are of another network
     */
    public static Graph of(Graph graph, ActivationRanges ranges) {
        QuantizeConvolutions pass = new QuantizeConvolutions(graph, ranges);
        pass.selectConvolutions();
        pass.selectActivations();
        pass.findFloatNeeded();
        return pass.rewritten();
    }

    private void selectConvolutions() {
        for (Node node : graph.nodes()) {
            if (!QuantizableConvolution.isPossible(node)
                    || ranges.of(QuantizableConvolution.name(node)).isEmpty()) {
                continue;
            }
            List<Node> activations = QuantizableConvolution.activations(node);
            List<ActivationRange> known = checkedRanges(node, activations);
            convolutions.add(node);
            for (int i = 0; i < activations.size(); i++) {
                Node activation = activations.get(i);
                readers.putIfAbsent(activation, node);
                rangeOf.merge(activation, known.get(i), ActivationRange::joined);
                leader.put(leader(activation), leader(activations.get(0)));
            }
        }
    }

    private List<ActivationRange> checkedRanges(Node convolution, List<Node> activations) {
        String name = QuantizableConvolution.name(convolution);
        List<ActivationRange> known = ranges.of(name).orElseThrow();
        if (known.size() != activations.size()) {
            throw new IllegalArgumentException(name + " reads " + activations.size()
                    + " activations, but the ranges of " + known.size() + " are given");
        }
        for (int i = 0; i < activations.size(); i++) {
            Shape shape = activations.get(i).shape();
            if (known.get(i).channels() != shape.size(QuantizableConvolution.CHANNELS)) {
                throw new IllegalArgumentException(name + " reads an activation of " + shape + ", but the ranges of "
                        + known.get(i).channels() + " channels are given");
            }
        }
        return known;
    }

    private void selectActivations() {
        for (Node node : graph.nodes()) {
            if (isQuantizableFunnel(node)) {
                funnels.add(node);
                Node input = node.input(0);
                ActivationRange both = range(input).joined(range(node));
                List.of(input, node.input(1), node).forEach(same -> {
                    rangeOf.put(same, both);
                    leader.put(leader(same), leader(input));
                });
            }
            if (node.operation() == Operation.Activation.RELU
                    && convolutions.contains(node.input(0))
                    && uses.getOrDefault(node.input(0), 0) == 1) {
                reluOf.put(node.input(0), node);
            }
        }
    }

    /** A funnel activation, the larger of a feature map and its own convolution, can compare values of one quantization. */
    private boolean isQuantizableFunnel(Node node) {
        return node.operation() == Operation.Pairwise.MAXIMUM
                && rangeOf.containsKey(node)
                && rangeOf.containsKey(node.input(0))
                && convolutions.contains(node.input(0))
                && convolutions.contains(node.input(1))
                && node.input(1).input(0) == node.input(0)
                && uses.getOrDefault(node.input(1), 0) == 1;
    }

    private ActivationRange range(Node activation) {
        return Objects.requireNonNull(rangeOf.get(activation));
    }

    private Node leader(Node activation) {
        Node up = activation;
        for (Node next = leader.get(up); next != null && next != up; next = leader.get(up)) {
            up = next;
        }
        return up;
    }

    /** Backwards from the outputs: what is read by something else than a quantized convolution. */
    private void findFloatNeeded() {
        floatNeeded.addAll(graph.outputs().values());
        List<Node> nodes = graph.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            boolean readsQuantized =
                    convolutions.contains(node) || isReluOfConvolution(node) || isQuantizedFunnel(node);
            if (!readsQuantized && (floatNeeded.contains(node) || rangeOf.containsKey(node))) {
                floatNeeded.addAll(node.inputs());
            }
        }
    }

    private boolean isReluOfConvolution(Node node) {
        return node.operation() == Operation.Activation.RELU && reluOf.get(node.input(0)) == node;
    }

    private boolean isQuantizedFunnel(Node node) {
        return funnels.contains(node) && !floatNeeded.contains(node);
    }

    private Graph rewritten() {
        Map<Node, Quantization> quantizations = quantizations();
        for (Node node : graph.nodes()) {
            Node convolution = convolutionOf(node);
            if (reluOf.containsKey(node)) {
                continue; // computed with its activation
            }
            Optional<Quantization> quantization = Optional.ofNullable(quantizations.get(node));
            if (convolution != null && quantization.isPresent() && !floatNeeded.contains(node)) {
                quantized.put(node, quantizedConvolution(convolution, quantization, quantizations));
                continue;
            }
            if (isQuantizedFunnel(node)) {
                quantized.put(node, quantized(node));
                continue;
            }
            if (floatNeeded.contains(node) || quantization.isPresent()) {
                Node computed = convolution != null
                        ? quantizedConvolution(convolution, Optional.empty(), quantizations)
                        : node.of(node.inputs().stream().map(inFloat::get).toList());
                inFloat.put(node, computed);
                quantization.ifPresent(wanted -> quantized.put(node, quantize(node, computed, wanted)));
            }
        }
        Map<String, Node> outputs = new LinkedHashMap<>();
        graph.outputs().forEach((name, node) -> outputs.put(name, Objects.requireNonNull(inFloat.get(node))));
        List<Node> order = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Optional.ofNullable(inFloat.get(node)).ifPresent(order::add);
            Optional.ofNullable(quantized.get(node)).ifPresent(order::add);
        }
        return new Graph(outputs, order);
    }

    /** Returns the quantization of a computed activation. */
    private Node quantize(Node node, Node computed, Quantization quantization) {
        double[] relativeScales = relativeScales(node);
        float[] factors = new float[relativeScales.length];
        for (int c = 0; c < factors.length; c++) {
            factors[c] = (float) (1 / (quantization.scale() * relativeScales[c]));
        }
        Shape shape = Shape.of(1, factors.length, 1, 1);
        Node reader = Objects.requireNonNull(reader(node));
        Weights weights = QuantizableConvolution.weights(reader.input(1));
        Weights ofActivation = Weights.computed(
                weights.name() + ", factors of activation "
                        + QuantizableConvolution.activations(reader).indexOf(node),
                shape,
                () -> weights.value().backend().floats(shape, factors));
        return new Node(
                new Operation.Quantize(quantization.zeroPoint()),
                List.of(computed, constant(ofActivation, DataType.FLOAT32)),
                node.shape(),
                DataType.UINT8);
    }

    /** Returns a quantized convolution that reads an activation; the one that makes it if only a funnel activation reads it. */
    private @Nullable Node reader(Node activation) {
        Node reader = readers.get(activation);
        return reader == null ? convolutionOf(activation) : reader;
    }

    /** Returns the scale of each channel of an activation in relation to the activation's scale. */
    private double[] relativeScales(Node activation) {
        ActivationRange range = range(activation);
        double[] scales = new double[range.channels()];
        for (int c = 0; c < scales.length; c++) {
            scales[c] = Math.max(MIN_RELATIVE_SCALE, range.relativeScale(c));
        }
        return scales;
    }

    /** Returns the quantized convolution that computes a node: the node itself, or the one whose activation it is. */
    private @Nullable Node convolutionOf(Node node) {
        if (convolutions.contains(node)) {
            return node;
        }
        return isReluOfConvolution(node) ? node.input(0) : null;
    }

    /** One zero point for all activations that are concatenated somewhere, the largest that one of them needs; scales to fit. */
    private Map<Node, Quantization> quantizations() {
        Map<Node, Double> zeroPoints = new HashMap<>();
        rangeOf.forEach((activation, range) -> zeroPoints.merge(leader(activation), zeroPoint(range), Math::max));
        Map<Node, Quantization> quantizations = new HashMap<>();
        rangeOf.forEach((activation, range) -> {
            int zeroPoint = (int) Math.round(zeroPoints.getOrDefault(leader(activation), 0.0));
            double above = zeroPoint < Quantization.Q_MAX ? range.highest() / (Quantization.Q_MAX - zeroPoint) : 0;
            double below = zeroPoint > 0 ? -range.lowest() / zeroPoint : 0;
            double scale = Math.max(above, below);
            quantizations.put(activation, new Quantization(scale > 0 ? scale : 1, zeroPoint));
        });
        return quantizations;
    }

    private static double zeroPoint(ActivationRange range) {
        double width = range.highest() - range.lowest();
        return width > 0 ? Quantization.Q_MAX * -range.lowest() / width : 0;
    }

    private Node quantizedConvolution(
            Node convolution, Optional<Quantization> output, Map<Node, Quantization> quantizations) {
        List<Node> activations = QuantizableConvolution.activations(convolution);
        double[] inputScales = activations.stream()
                .flatMapToDouble(activation -> {
                    double scale = Objects.requireNonNull(quantizations.get(activation))
                            .scale();
                    return Arrays.stream(relativeScales(activation)).map(relative -> scale * relative);
                })
                .toArray();
        Node weight = convolution.input(1);
        Conv2dOptions options = ((Operation.Convolution) convolution.operation()).options();
        double[] outputScales = output.isPresent()
                ? relativeScales(reluOf.getOrDefault(convolution, convolution))
                : DoubleStream.generate(() -> 1).limit(weight.shape().size(0)).toArray();
        Weights original = QuantizableConvolution.weights(weight);
        Int8Weights int8 = new Int8Weights(original, options.groups(), inputScales, outputScales);
        String remark = output.isPresent() ? ", quantized output" : "";
        String name = original.name() + remark;
        List<Node> inputs = new ArrayList<>();
        inputs.add(quantized(convolution.input(0)));
        inputs.add(constant(Weights.computed(name + ", int8", weight.shape(), int8::values), DataType.INT8));
        Shape perOutput = Shape.of(weight.shape().size(0));
        inputs.add(constant(Weights.computed(name + ", int8 scales", perOutput, int8::scales), DataType.FLOAT32));
        if (convolution.inputs().size() > 2) {
            Weights bias = QuantizableConvolution.weights(convolution.input(2));
            inputs.add(constant(
                    Weights.computed(bias.name() + remark, perOutput, () -> int8.bias(bias.value())),
                    DataType.FLOAT32));
        }
        Operation operation = new Operation.QuantizedConvolution(
                options,
                Objects.requireNonNull(quantizations.get(activations.get(0))).zeroPoint(),
                output,
                reluOf.containsKey(convolution));
        return new Node(operation, inputs, convolution.shape(), output.isPresent() ? DataType.UINT8 : DataType.FLOAT32);
    }

    /** Returns the node that computes an activation, a concatenation or a funnel of such in UINT8. */
    private Node quantized(Node input) {
        Node known = quantized.get(input);
        if (known == null) {
            known = new Node(
                    input.operation(),
                    input.inputs().stream().map(this::quantized).toList(),
                    input.shape(),
                    DataType.UINT8);
            quantized.put(input, known);
        }
        return known;
    }

    private static Node constant(Weights weights, DataType type) {
        return new Node(new Operation.Constant(weights), List.of(), weights.shape(), type);
    }
}
