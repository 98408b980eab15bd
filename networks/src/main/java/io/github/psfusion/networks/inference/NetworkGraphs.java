// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.networks.Parameter;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.graph.ActivationRanges;
import io.github.psfusion.tensors.graph.AttentionPrecision;
import io.github.psfusion.tensors.graph.Calibration;
import io.github.psfusion.tensors.graph.ConvAddFusion;
import io.github.psfusion.tensors.graph.FoldBatchNorm;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.QuantizeConvolutions;
import io.github.psfusion.tensors.graph.Tracer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The graphs of a network in evaluation, recorded from its one definition and then optimized.
 *
 * <p>A shape in this class is that of an input of one channel, [N, 1, H, W], H and W as the network takes them.
 */
public final class NetworkGraphs {
    private final NetworkSpec spec;
    private final Network network;

    /**
     * Prepares for a network.
     *
     * @param network loaded; must live as long as the weights of graphs may be asked for
     */
    public NetworkGraphs(NetworkSpec spec, Network network) {
        this.spec = spec;
        this.network = network;
    }

    /** Returns the names of all outputs of a whole network. */
    public static Set<String> allOutputs(NetworkSpec spec) {
        return names(spec.outputs());
    }

    /** Returns the names of all outputs of a network in one of its forms. */
    public static Set<String> allOutputs(NetworkSpec spec, Architecture architecture) {
        return names(spec.outputs(architecture));
    }

    private static Set<String> names(List<NetworkOutput> outputs) {
        return outputs.stream().map(NetworkOutput::name).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Records the evaluation as it is defined.
     *
     * @param type in which the network computes
     * @param outputs names of outputs
     */
    public Graph recorded(Shape shape, DataType type, Set<String> outputs) {
        Tracer tracer = new Tracer(parameters());
        NetworkTensors results = network.evaluate(inputs(tracer, shape, type), outputs);
        return tracer.graph(named(results, outputs));
    }

    /** Records the evaluation with batch norms folded; as {@link #recorded}. */
    public Graph folded(Shape shape, DataType type, Set<String> outputs) {
        return FoldBatchNorm.of(recorded(shape, type, outputs));
    }

    /** Records the evaluation for floating point, batch norms folded and sums fused; as {@link #recorded}. */
    public Graph optimized(Shape shape, DataType type, Set<String> outputs) {
        return ConvAddFusion.of(folded(shape, type, outputs));
    }

    /**
     * Records the evaluation with the convolutions quantized that have ranges, and otherwise in FLOAT32.
     *
     * @param ranges what {@link NetworkCalibration} found
     * @param attention the floating type of the attentions
     * @throws IllegalArgumentException if the ranges are of another network
     */
    public Graph quantized(Shape shape, Set<String> outputs, ActivationRanges ranges, DataType attention) {
        Graph folded = folded(shape, DataType.FLOAT32, outputs);
        return AttentionPrecision.of(QuantizeConvolutions.of(folded, ranges), attention);
    }

    /**
     * Prepares to observe runs for {@link #quantized}.
     *
     * @param folded what {@link #folded} recorded; the runs must be of it
     */
    public Calibration calibration(Graph folded) {
        return new Calibration(folded, spec.floatConvolutions());
    }

    /**
     * Records what other programs compute, batch norms folded: images, and the most probable class of each pixel as a byte, under
     * their exported names.
     */
    Graph exported(Shape shape, Set<String> outputs) {
        Tracer tracer = new Tracer(parameters());
        NetworkTensors results = network.evaluate(inputs(tracer, shape, DataType.FLOAT32), outputs);
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (NetworkOutput output : spec.outputs()) {
            if (outputs.contains(output.name())) {
                Tensor result = results.get(output.name());
                named.put(
                        output.exportedName(),
                        output.kind() == NetworkOutput.Kind.IMAGE
                                ? result
                                : result.argmax(1).to(DataType.UINT8));
            }
        }
        return FoldBatchNorm.of(tracer.graph(named));
    }

    /**
     * Records the evaluation of a network that has no weights: its operations can be counted, not run. No backend is needed.
     *
     * @param shape [N, 1, H, W] of an input of one channel
     */
    public static Graph shapeOnly(NetworkSpec spec, Architecture architecture, Shape shape, Set<String> outputs) {
        Tracer shapes = new Tracer(Map.of());
        try (Network network = spec.build(architecture)) {
            for (Parameter parameter : network.parameters().all()) {
                if (parameter.kind() != Parameter.Kind.COUNTER) {
                    Tensor value = shapes.input(parameter.name(), parameter.shape(), DataType.FLOAT32);
                    network.parameters().set(shapes, parameter, value);
                }
            }
            return new NetworkGraphs(spec, network).recorded(shape, DataType.FLOAT32, outputs);
        }
    }

    private NetworkTensors inputs(Tracer tracer, Shape shape, DataType type) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (NetworkInput input : spec.inputs()) {
            Shape own = Shape.of(shape.size(0), input.channels().count(), shape.size(2), shape.size(3));
            inputs.put(input.name(), tracer.input(input.name(), own, type));
        }
        return new NetworkTensors(inputs);
    }

    private Map<String, Tensor> named(NetworkTensors results, Set<String> outputs) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (NetworkOutput output : spec.outputs()) {
            if (outputs.contains(output.name())) {
                named.put(output.name(), results.get(output.name()));
            }
        }
        return named;
    }

    private Map<String, Tensor> parameters() {
        Map<String, Tensor> parameters = new HashMap<>();
        for (Parameter parameter : network.parameters().all()) {
            if (parameter.kind() != Parameter.Kind.COUNTER) {
                parameters.put(parameter.name(), parameter.value());
            }
        }
        return parameters;
    }
}
