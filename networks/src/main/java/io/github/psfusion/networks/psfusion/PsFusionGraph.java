// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
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
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The network's evaluation as a graph, recorded from its one definition. */
public final class PsFusionGraph {
    /** Name of the input of visible images, [N, 3, H, W]. */
    public static final String VISIBLE = "visible";

    /** Name of the input of infrared images, [N, 1, H, W]. */
    public static final String INFRARED = "infrared";

    /** Name of the output of fused luminance, [N, 1, H, W]. */
    public static final String FUSED = "fused";

    private static final String SEMANTIC = "semantic";
    private static final String BINARY = "binary";
    private static final String BOUNDARY = "boundary";
    private static final String VISIBLE_RECONSTRUCTION = "visible reconstruction";
    private static final String INFRARED_RECONSTRUCTION = "infrared reconstruction";

    private PsFusionGraph() {}

    /** Which outputs are wanted. */
    public enum OutputSet {
        /** The fused image alone. */
        FUSED_IMAGE,
        /** All six outputs. */
        ALL
    }

    /**
     * Records what some outputs need, batch norms folded.
     *
     * @param network must live as long as the graph's weights may be asked for
     * @param shape [N, 1, H, W] of the infrared images, H and W multiples of {@link PsFusionNetwork#SIZE_MULTIPLE}
     * @param type in which the network computes
     */
    public static Graph folded(PsFusionNetwork network, Shape shape, DataType type, OutputSet wanted) {
        return FoldBatchNorm.of(recorded(network, shape, type, wanted));
    }

    /** Records what some outputs need for computing in floats, sums carried by convolutions; as {@link #folded}. */
    public static Graph planned(PsFusionNetwork network, Shape shape, DataType type, OutputSet wanted) {
        return ConvAddFusion.of(folded(network, shape, type, wanted));
    }

    /**
     * Records what some outputs need for computing in bytes, where that pays, and otherwise in FLOAT32.
     *
     * @param ranges what {@link PsFusionCalibration} found
     * @param attention the floating type of the attentions
     * @throws IllegalArgumentException if the ranges are of another network
     */
    public static Graph quantized(
            PsFusionNetwork network, Shape shape, OutputSet wanted, ActivationRanges ranges, DataType attention) {
        Graph folded = folded(network, shape, DataType.FLOAT32, wanted);
        return AttentionPrecision.of(QuantizeConvolutions.of(folded, ranges), attention);
    }

    /**
     * Prepares to watch runs for {@link #quantized}. One convolution stays in floats: whatever is fused enters the last decoder
     * there, in numbers that reach far above most of them.
     *
     * @param folded what {@link #folded} recorded, and the runs will be of
     */
    public static Calibration calibration(Graph folded) {
        return new Calibration(folded, Set.of("seg_rec_decoder.block1.0.conv.weight"));
    }

    /** Records the evaluation as it is defined; as {@link #folded}. */
    public static Graph recorded(PsFusionNetwork network, Shape shape, DataType type, OutputSet wanted) {
        Tracer recorder = recorder(network);
        Tensor visible = visible(recorder, shape, type);
        Tensor infrared = recorder.input(INFRARED, shape, type);
        if (wanted == OutputSet.FUSED_IMAGE) {
            return recorder.graph(Map.of(FUSED, network.fuse(visible, infrared)));
        }
        PsFusionOutputs outputs = network.forward(visible, infrared, ForwardContext.EVALUATION);
        Map<String, Tensor> named = new LinkedHashMap<>();
        named.put(FUSED, outputs.fused());
        named.put(SEMANTIC, outputs.semantic());
        named.put(BINARY, outputs.binary());
        named.put(BOUNDARY, outputs.boundary());
        named.put(VISIBLE_RECONSTRUCTION, outputs.visible());
        named.put(INFRARED_RECONSTRUCTION, outputs.infrared());
        return recorder.graph(named);
    }

    /**
     * Records what other programs are to compute, batch norms folded: images, and the most probable class of each pixel as a byte.
     *
     * @param shape as of {@link #folded}
     */
    static Graph exported(PsFusionNetwork network, Shape shape, Set<PsFusionOnnx.Output> wanted) {
        Tracer recorder = recorder(network);
        Tensor visible = visible(recorder, shape, DataType.FLOAT32);
        Tensor infrared = recorder.input(INFRARED, shape, DataType.FLOAT32);
        PsFusionOutputs outputs = network.forward(visible, infrared, ForwardContext.EVALUATION);
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (PsFusionOnnx.Output output : wanted) {
            named.put(
                    output.key(),
                    switch (output) {
                        case FUSED -> outputs.fused();
                        case CLASSES -> argmax(outputs.semantic());
                        case BINARY -> argmax(outputs.binary());
                        case BOUNDARY -> argmax(outputs.boundary());
                        case INFRARED -> outputs.infrared();
                        case VISIBLE -> outputs.visible();
                    });
        }
        return FoldBatchNorm.of(recorder.graph(named));
    }

    private static Tensor argmax(Tensor logits) {
        return logits.argmax(1).to(DataType.UINT8);
    }

    private static Tensor visible(Tracer recorder, Shape shape, DataType type) {
        return recorder.input(VISIBLE, Shape.of(shape.size(0), 3, shape.size(2), shape.size(3)), type);
    }

    private static Tracer recorder(PsFusionNetwork network) {
        Map<String, Tensor> parameters = new HashMap<>();
        for (Parameter parameter : network.parameters().all()) {
            if (parameter.kind() != Parameter.Kind.COUNTER) {
                parameters.put(parameter.name(), parameter.value());
            }
        }
        return new Tracer(parameters);
    }

    /**
     * Records the evaluation of a network that has no weights: it can be counted and looked at, not run. No engine is needed.
     *
     * @param shape as of {@link #folded}
     */
    public static Graph shapeOnly(int classes, Shape shape, OutputSet wanted) {
        Tracer shapes = new Tracer(Map.of());
        try (PsFusionNetwork network = new PsFusionNetwork(classes)) {
            for (Parameter parameter : network.parameters().all()) {
                if (parameter.kind() != Parameter.Kind.COUNTER) {
                    Tensor value = shapes.input(parameter.name(), parameter.shape(), DataType.FLOAT32);
                    network.parameters().set(shapes, parameter, value);
                }
            }
            return recorded(network, shape, DataType.FLOAT32, wanted);
        }
    }

    /** Returns the results of a graph that has all six outputs. */
    static PsFusionOutputs outputs(Map<String, Tensor> results) {
        return new PsFusionOutputs(
                Objects.requireNonNull(results.get(SEMANTIC)),
                Objects.requireNonNull(results.get(BINARY)),
                Objects.requireNonNull(results.get(BOUNDARY)),
                Objects.requireNonNull(results.get(FUSED)),
                Objects.requireNonNull(results.get(VISIBLE_RECONSTRUCTION)),
                Objects.requireNonNull(results.get(INFRARED_RECONSTRUCTION)));
    }
}
