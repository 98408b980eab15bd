// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.ElementType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.WeightStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The inference form of a loaded network, one plan for each size of pictures, all with the same weights. Thread-safe. */
final class PsFusionRunners implements AutoCloseable {
    /** Plans that are kept; a plan is made again in some milliseconds. */
    private static final int PLANS = 16;

    private final PsFusionNetwork network;
    private final ElementType precision;
    private final WeightStore weights;
    private final Map<Plan, GraphRunner> runners = new LinkedHashMap<>();

    private record Plan(Shape shape, PsFusionGraph.Wanted wanted) {}

    PsFusionRunners(PsFusionNetwork network, Backend backend, ElementType precision) {
        this.network = network;
        this.precision = precision;
        this.weights = new WeightStore(backend);
    }

    /**
     * Fuses.
     *
     * @param visible [N, 3, H, W] in the precision of the network
     * @param infrared [N, 1, H, W]
     * @return luminance [N, 1, H, W], owned by the current scope
     */
    Tensor fuse(Tensor visible, Tensor infrared) {
        return Objects.requireNonNull(
                run(visible, infrared, PsFusionGraph.Wanted.FUSED_PICTURE).get(PsFusionGraph.FUSED));
    }

    /** Computes all outputs; as {@link #fuse}. */
    PsFusionOutputs analyse(Tensor visible, Tensor infrared) {
        return PsFusionGraph.outputs(run(visible, infrared, PsFusionGraph.Wanted.ALL));
    }

    private Map<String, Tensor> run(Tensor visible, Tensor infrared, PsFusionGraph.Wanted wanted) {
        return runner(new Plan(infrared.shape(), wanted))
                .run(Map.of(PsFusionGraph.VISIBLE, visible, PsFusionGraph.INFRARED, infrared));
    }

    private synchronized GraphRunner runner(Plan plan) {
        GraphRunner runner = runners.remove(plan); // and put again, so that the eldest is the one not used for longest
        if (runner == null) {
            runner = new GraphRunner(PsFusionGraph.folded(network, plan.shape(), precision, plan.wanted()), weights);
        }
        runners.put(plan, runner);
        if (runners.size() > PLANS) {
            runners.remove(runners.keySet().iterator().next());
        }
        return runner;
    }

    @Override
    public void close() {
        weights.close();
    }
}
