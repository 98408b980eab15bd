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
 * Makes convolutions work on bytes. A map that such a convolution reads is told as bytes once, by the convolution before it where
 * that can be, and each channel with a scale of its own: the scales become part of the weights, of those that make the map and of
 * those that read it. Weights get one scale for each output channel. A map that others read too is computed in FLOAT32 and told as
 * bytes as well.
 *
 * <p>Scheme: Jacob et al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", CVPR 2018;
 * scales of channels: Nagel et al., "Data-Free Quantization Through Weight Equalization and Bias Correction", ICCV 2019.
 */
public final class QuantizeConvolutions {
    private static final int CHANNELS = 1;
    private static final int LEAST_CHANNELS = 8;

    /** A channel gets no finer steps than a tenth of the map's, else the weights that read it would be told too coarsely. */
    private static final double LEAST_REACH = 0.1;

    private final Graph graph;
    private final ActivationRanges ranges;
    private final Map<Node, Integer> uses;
    private final Set<Node> quantized = new HashSet<>(); // convolutions
    private final Map<Node, Node> reluOf = new HashMap<>(); // convolution to the activation that it carries
    private final Map<Node, ActivationRange> told = new HashMap<>(); // maps that are told as bytes
    private final Map<Node, Node> leader = new HashMap<>(); // maps that must share their zero point
    private final Set<Node> funnels = new HashSet<>(); // activations that can be computed of bytes
    private final Set<Node> plainWanted = new HashSet<>();

    private final Map<Node, Node> readers = new HashMap<>(); // of maps: the first convolution of bytes that reads it
    private final Map<Node, Node> plain = new HashMap<>();
    private final Map<Node, Node> bytes = new HashMap<>();

    private QuantizeConvolutions(Graph graph, ActivationRanges ranges) {
        this.graph = graph;
        this.ranges = ranges;
        this.uses = graph.uses();
    }

    /** Returns whether a node is a convolution that can work on bytes: with constant weights, over more than one position. */
    private static boolean isPossible(Node node) {
        return node.operation() instanceof Operation.Convolution
                && node.shape().size(2) * node.shape().size(3) > 1
                && node.inputs().stream().skip(1).allMatch(input -> input.operation() instanceof Operation.Constant);
    }

    /**
     * Returns the convolutions that gain by bytes: those with a large kernel and many channels, and the depthwise ones of funnel
     * activations behind them. Not among them are the first ones, which read images, and those that make images. Those of
     * one pixel gain less than it costs to tell their input as bytes.
     */
    static List<Node> worthwhile(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> isPossible(node) && (isLarge(node) || isFunnel(node)))
                .toList();
    }

    private static boolean isLarge(Node convolution) {
        Shape weight = convolution.input(1).shape();
        return weight.size(2) > 1
                && weight.size(1) >= LEAST_CHANNELS
                && weight.size(0) >= LEAST_CHANNELS
                && maps(convolution).stream().noneMatch(map -> map.operation() instanceof Operation.Input);
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

    /** Returns the maps that are joined to make a convolution's input, in order; the input itself if none are. */
    static List<Node> maps(Node convolution) {
        List<Node> maps = new ArrayList<>();
        addMaps(convolution.input(0), maps);
        return maps;
    }

    private static void addMaps(Node node, List<Node> maps) {
        if (node.operation() instanceof Operation.Concatenate concatenate && concatenate.dimension() == CHANNELS) {
            node.inputs().forEach(input -> addMaps(input, maps));
        } else {
            maps.add(node);
        }
    }

    /**
     * Returns the graph with those convolutions on bytes whose ranges are known.
     *
     * @param graph with batch norms folded, FLOAT32
     * @throws IllegalArgumentException if the ranges are of another network
     */
    public static Graph of(Graph graph, ActivationRanges ranges) {
        QuantizeConvolutions pass = new QuantizeConvolutions(graph, ranges);
        pass.where();
        pass.findWhatStaysPlain();
        return pass.rewritten();
    }

    private void where() {
        for (Node node : graph.nodes()) {
            if (!isPossible(node) || ranges.of(name(node)).isEmpty()) {
                continue;
            }
            List<Node> maps = maps(node);
            List<ActivationRange> known = ranges.of(name(node)).orElseThrow();
            if (known.size() != maps.size()) {
                throw new IllegalArgumentException(name(node) + " reads " + maps.size() + " maps, but the ranges of "
                        + known.size() + " are given");
            }
            quantized.add(node);
            for (int i = 0; i < maps.size(); i++) {
                if (known.get(i).channels() != maps.get(i).shape().size(CHANNELS)) {
                    throw new IllegalArgumentException(
                            name(node) + " reads a map of " + maps.get(i).shape() + ", but the ranges of "
                                    + known.get(i).channels() + " channels are given");
                }
                readers.putIfAbsent(maps.get(i), node);
                told.merge(maps.get(i), known.get(i), ActivationRange::joined);
                leader.put(leader(maps.get(i)), leader(maps.get(0)));
            }
        }
        for (Node node : graph.nodes()) {
            if (isFunnelOfBytes(node)) {
                funnels.add(node);
                Node map = node.input(0);
                ActivationRange both = range(map).joined(range(node));
                List.of(map, node.input(1), node).forEach(same -> {
                    told.put(same, both);
                    leader.put(leader(same), leader(map));
                });
            }
            if (node.operation() == Operation.Activation.RELU
                    && quantized.contains(node.input(0))
                    && uses.getOrDefault(node.input(0), 0) == 1) {
                reluOf.put(node.input(0), node);
            }
        }
    }

    /** A funnel activation, the larger of a map and its own convolution, can be taken of bytes that mean the same. */
    private boolean isFunnelOfBytes(Node node) {
        return node.operation() == Operation.Pairwise.MAXIMUM
                && told.containsKey(node)
                && told.containsKey(node.input(0))
                && quantized.contains(node.input(0))
                && quantized.contains(node.input(1))
                && node.input(1).input(0) == node.input(0)
                && uses.getOrDefault(node.input(1), 0) == 1;
    }

    private ActivationRange range(Node map) {
        return Objects.requireNonNull(told.get(map));
    }

    private Node leader(Node map) {
        Node up = map;
        for (Node next = leader.get(up); next != null && next != up; next = leader.get(up)) {
            up = next;
        }
        return up;
    }

    /** Backwards from the outputs: whatever is read by something else than a convolution of bytes. */
    private void findWhatStaysPlain() {
        plainWanted.addAll(graph.outputs().values());
        List<Node> nodes = graph.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            boolean carried = node.operation() == Operation.Activation.RELU && reluOf.get(node.input(0)) == node;
            boolean ofBytes = quantized.contains(node) || carried || isOfBytes(node);
            if (!ofBytes && (plainWanted.contains(node) || told.containsKey(node))) {
                plainWanted.addAll(node.inputs());
            }
        }
    }

    private boolean isOfBytes(Node node) {
        return funnels.contains(node) && !plainWanted.contains(node);
    }

    private Graph rewritten() {
        Map<Node, Quantization> quantizations = quantizations();
        for (Node node : graph.nodes()) {
            Node convolution = carrier(node);
            if (reluOf.containsKey(node)) {
                continue; // computed with its activation
            }
            Optional<Quantization> asBytes = Optional.ofNullable(quantizations.get(node));
            if (convolution != null && asBytes.isPresent() && !plainWanted.contains(node)) {
                bytes.put(node, ofBytes(convolution, asBytes, quantizations));
                continue;
            }
            if (isOfBytes(node)) {
                bytes.put(node, inBytes(node));
                continue;
            }
            if (plainWanted.contains(node) || asBytes.isPresent()) {
                Node kept = convolution != null
                        ? ofBytes(convolution, Optional.empty(), quantizations)
                        : node.of(node.inputs().stream().map(plain::get).toList());
                plain.put(node, kept);
                asBytes.ifPresent(quantization -> bytes.put(node, asBytes(node, kept, quantization)));
            }
        }
        Map<String, Node> outputs = new LinkedHashMap<>();
        graph.outputs().forEach((name, node) -> outputs.put(name, Objects.requireNonNull(plain.get(node))));
        List<Node> order = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Optional.ofNullable(plain.get(node)).ifPresent(order::add);
            Optional.ofNullable(bytes.get(node)).ifPresent(order::add);
        }
        return new Graph(outputs, order);
    }

    private Node asBytes(Node node, Node computed, Quantization quantization) {
        double[] reaches = reaches(node);
        float[] factors = new float[reaches.length];
        for (int c = 0; c < factors.length; c++) {
            factors[c] = (float) (1 / (quantization.scale() * reaches[c]));
        }
        Shape shape = Shape.of(1, factors.length, 1, 1);
        Node reader = Objects.requireNonNull(reader(node));
        Weights weights = weights(reader.input(1));
        Weights ofMap = Weights.computed(
                weights.name() + ", factors of map " + maps(reader).indexOf(node),
                shape,
                () -> weights.value().backend().floats(shape, factors));
        return new Node(
                new Operation.Quantize(quantization.zeroPoint()),
                List.of(computed, constant(ofMap, DataType.FLOAT32)),
                node.shape(),
                DataType.UINT8);
    }

    /** Returns a convolution of bytes that reads a map; the one that makes it if only a funnel activation does. */
    private @Nullable Node reader(Node map) {
        Node reader = readers.get(map);
        return reader == null ? carrier(map) : reader;
    }

    /** Returns what a byte's step means in each channel of a map, in parts of the map's scale. */
    private double[] reaches(Node map) {
        ActivationRange range = range(map);
        double[] reaches = new double[range.channels()];
        for (int c = 0; c < reaches.length; c++) {
            reaches[c] = Math.max(LEAST_REACH, range.reach(c));
        }
        return reaches;
    }

    /** Returns the convolution of bytes that computes a node: the node itself, or the one whose activation it is. */
    private @Nullable Node carrier(Node node) {
        if (quantized.contains(node)) {
            return node;
        }
        boolean carried = node.operation() == Operation.Activation.RELU && reluOf.get(node.input(0)) == node;
        return carried ? node.input(0) : null;
    }

    /** One zero point for all maps that are joined somewhere, low enough for the one that reaches lowest; scales to fit. */
    private Map<Node, Quantization> quantizations() {
        Map<Node, Double> zeroPoints = new HashMap<>();
        told.forEach((map, range) -> zeroPoints.merge(leader(map), zeroPoint(range), Math::max));
        Map<Node, Quantization> quantizations = new HashMap<>();
        told.forEach((map, range) -> {
            int zeroPoint = (int) Math.round(zeroPoints.getOrDefault(leader(map), 0.0));
            double above = zeroPoint < Quantization.MOST ? range.highest() / (Quantization.MOST - zeroPoint) : 0;
            double below = zeroPoint > 0 ? -range.lowest() / zeroPoint : 0;
            double scale = Math.max(above, below);
            quantizations.put(map, new Quantization(scale > 0 ? scale : 1, zeroPoint));
        });
        return quantizations;
    }

    private static double zeroPoint(ActivationRange range) {
        double width = range.highest() - range.lowest();
        return width > 0 ? Quantization.MOST * -range.lowest() / width : 0;
    }

    private Node ofBytes(Node convolution, Optional<Quantization> output, Map<Node, Quantization> quantizations) {
        List<Node> maps = maps(convolution);
        double[] channelScales = maps.stream()
                .flatMapToDouble(map -> {
                    double scale =
                            Objects.requireNonNull(quantizations.get(map)).scale();
                    return Arrays.stream(reaches(map)).map(reach -> scale * reach);
                })
                .toArray();
        Node weight = convolution.input(1);
        Conv2dOptions options = ((Operation.Convolution) convolution.operation()).options();
        double[] outputReaches = output.isPresent()
                ? reaches(reluOf.getOrDefault(convolution, convolution))
                : DoubleStream.generate(() -> 1).limit(weight.shape().size(0)).toArray();
        Int8Weights byteWeights = new Int8Weights(weights(weight), options.groups(), channelScales, outputReaches);
        String name = weights(weight).name() + (output.isPresent() ? ", for bytes" : "");
        List<Node> inputs = new ArrayList<>();
        inputs.add(inBytes(convolution.input(0)));
        inputs.add(constant(Weights.computed(name + ", int8", weight.shape(), byteWeights::numbers), DataType.INT8));
        Shape perOutput = Shape.of(weight.shape().size(0));
        inputs.add(
                constant(Weights.computed(name + ", int8 scales", perOutput, byteWeights::scales), DataType.FLOAT32));
        if (convolution.inputs().size() > 2) {
            Weights bias = weights(convolution.input(2));
            inputs.add(constant(
                    Weights.computed(
                            bias.name() + (output.isPresent() ? ", for bytes" : ""),
                            perOutput,
                            () -> byteWeights.bias(bias.value())),
                    DataType.FLOAT32));
        }
        Operation operation = new Operation.QuantizedConvolution(
                options,
                Objects.requireNonNull(quantizations.get(maps.get(0))).zeroPoint(),
                output,
                reluOf.containsKey(convolution));
        return new Node(operation, inputs, convolution.shape(), output.isPresent() ? DataType.UINT8 : DataType.FLOAT32);
    }

    private Node inBytes(Node input) {
        Node known = bytes.get(input);
        if (known == null) {
            known = new Node(
                    input.operation(),
                    input.inputs().stream().map(this::inBytes).toList(),
                    input.shape(),
                    DataType.UINT8);
            bytes.put(input, known);
        }
        return known;
    }

    private static Node constant(Weights weights, DataType type) {
        return new Node(new Operation.Constant(weights), List.of(), weights.shape(), type);
    }

    private static Weights weights(Node constant) {
        return ((Operation.Constant) constant.operation()).weights();
    }
}
