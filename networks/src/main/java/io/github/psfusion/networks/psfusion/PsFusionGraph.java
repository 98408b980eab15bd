// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.Pass;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.graph.FoldBatchNorm;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.GraphRecorder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The network's evaluation as a graph, recorded from its one definition. */
public final class PsFusionGraph {
    /** Name of the input of visible pictures, [N, 3, H, W]. */
    public static final String VISIBLE = "visible";

    /** Name of the input of infrared pictures, [N, 1, H, W]. */
    public static final String INFRARED = "infrared";

    /** Name of the output of fused luminance, [N, 1, H, W]. */
    public static final String FUSED = "fused";

    private PsFusionGraph() {}

    /**
     * Records what the fused picture alone needs, batch norms folded.
     *
     * @param network must live as long as the graph's weights may be asked for
     * @param samples N
     * @param height multiple of {@link PsFusionNetwork#SIZE_MULTIPLE}
     * @param width likewise
     */
    public static Graph fusing(PsFusionNetwork network, int samples, int height, int width) {
        return FoldBatchNorm.of(recorded(network, samples, height, width, false));
    }

    /**
     * Records the evaluation as it is defined.
     *
     * @param all whether all six outputs are wanted, or the fused picture alone
     */
    public static Graph recorded(PsFusionNetwork network, int samples, int height, int width, boolean all) {
        Map<String, Tensor> parameters = new HashMap<>();
        for (Parameter parameter : network.parameters().all()) {
            if (parameter.kind() != Parameter.Kind.COUNTER) {
                parameters.put(parameter.name(), parameter.value());
            }
        }
        GraphRecorder recorder = new GraphRecorder(parameters);
        Tensor visible = recorder.input(VISIBLE, Shape.of(samples, 3, height, width));
        Tensor infrared = recorder.input(INFRARED, Shape.of(samples, 1, height, width));
        if (!all) {
            return recorder.graph(Map.of(FUSED, network.fuse(visible, infrared)));
        }
        PsFusionOutputs outputs = network.forward(visible, infrared, Pass.EVALUATION);
        Map<String, Tensor> named = new LinkedHashMap<>();
        named.put(FUSED, outputs.fused());
        named.put("semantic", outputs.semantic());
        named.put("binary", outputs.binary());
        named.put("boundary", outputs.boundary());
        named.put("visible reconstruction", outputs.visible());
        named.put("infrared reconstruction", outputs.infrared());
        return recorder.graph(named);
    }
}
