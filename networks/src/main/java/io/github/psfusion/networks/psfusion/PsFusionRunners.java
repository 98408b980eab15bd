// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.graph.ActivationRanges;
import io.github.psfusion.tensors.graph.ExecutionPlan;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.WeightStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The inference form of a loaded network, one plan for each size of images, all with the same weights. Thread-safe. */
final class PsFusionRunners implements AutoCloseable {
    /** Plans that are kept; a plan is made again in some milliseconds. */
    private static final int PLANS = 16;

    /** A size at which a graph is made only to see whether it can be. */
    private static final Shape TRIAL = Shape.of(1, 1, 64, 64);

    private final PlanMaker maker;
    private final WeightStore weights;
    private final Map<Plan, GraphRunner> runners = new LinkedHashMap<>();
    private final Map<Plan, Long> peaks = new ConcurrentHashMap<>();

    private record Plan(Shape shape, PsFusionGraph.OutputSet wanted) {}

    /** Makes the graph of a plan. */
    @FunctionalInterface
    private interface PlanMaker {
        Graph graph(Shape shape, PsFusionGraph.OutputSet wanted);
    }

    private PsFusionRunners(Backend backend, PlanMaker maker) {
        this.maker = maker;
        this.weights = new WeightStore(backend);
    }

    /** Computes in a floating type, that of the network's parameters. */
    static PsFusionRunners of(PsFusionNetwork network, Backend backend, DataType precision) {
        return new PsFusionRunners(
                backend, (shape, wanted) -> PsFusionGraph.planned(network, shape, precision, wanted));
    }

    /**
     * Computes in bytes.
     *
     * @param network with parameters in FLOAT32
     * @throws IllegalArgumentException if the ranges are of another network
     */
    static PsFusionRunners quantized(PsFusionNetwork network, Backend backend, ActivationRanges ranges) {
        DataType attention = backend.fastestFloat();
        PlanMaker maker = (shape, wanted) -> PsFusionGraph.quantized(network, shape, wanted, ranges, attention);
        var unused = maker.graph(TRIAL, PsFusionGraph.OutputSet.ALL);
        return new PsFusionRunners(backend, maker);
    }

    /**
     * Fuses.
     *
     * @param pair {@link PairTensors} in the floating type of the network
     * @param observer sees all on the way
     * @return luminance [N, 1, H, W], owned by the current scope
     */
    Tensor fuse(Map<String, Tensor> pair, GraphRunner.Observer observer) {
        return Objects.requireNonNull(
                run(pair, PsFusionGraph.OutputSet.FUSED_IMAGE, observer).get(PsFusionGraph.FUSED));
    }

    /** Computes all outputs; as {@link #fuse}. */
    PsFusionOutputs analyze(Map<String, Tensor> pair) {
        return PsFusionGraph.outputs(run(pair, PsFusionGraph.OutputSet.ALL, GraphRunner.Observer.NONE));
    }

    /** Returns the bytes of all maps that are there at once, at most. */
    long peakBytes(Shape shape, boolean everything) {
        PsFusionGraph.OutputSet wanted = everything ? PsFusionGraph.OutputSet.ALL : PsFusionGraph.OutputSet.FUSED_IMAGE;
        return peaks.computeIfAbsent(
                new Plan(shape, wanted),
                plan -> new ExecutionPlan(maker.graph(plan.shape(), plan.wanted())).peakBytes());
    }

    private Map<String, Tensor> run(
            Map<String, Tensor> pair, PsFusionGraph.OutputSet wanted, GraphRunner.Observer observer) {
        Shape shape = Objects.requireNonNull(pair.get(PsFusionGraph.INFRARED)).shape();
        return runner(new Plan(shape, wanted)).run(pair, observer);
    }

    private synchronized GraphRunner runner(Plan plan) {
        GraphRunner runner = runners.remove(plan); // and put again, so that the eldest is the one not used for longest
        if (runner == null) {
            runner = new GraphRunner(maker.graph(plan.shape(), plan.wanted()), weights);
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
