// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.graph.ActivationRanges;
import io.github.psfusion.tensors.graph.ExecutionPlan;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.WeightStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The runners of a loaded network, one for each size of images and set of outputs, all with the same weights. Thread-safe. */
final class PlanCache implements AutoCloseable {
    /** Runners that are kept; one is made again in some milliseconds. */
    private static final int RUNNERS = 16;

    private final GraphMaker maker;
    private final WeightStore weights;
    private final Map<Plan, GraphRunner> runners = new LinkedHashMap<>();
    private final Map<Plan, Long> peaks = new ConcurrentHashMap<>();

    /**
     * What a graph is made for.
     *
     * @param shape [1, 1, H, W] of an input of one channel
     * @param outputs names of outputs
     */
    record Plan(Shape shape, Set<String> outputs) {
        static Plan of(int width, int height, Set<String> outputs) {
            return new Plan(Shape.of(1, 1, height, width), Set.copyOf(outputs));
        }
    }

    /** Makes the graph of a plan. */
    @FunctionalInterface
    private interface GraphMaker {
        Graph graph(Plan plan);
    }

    private PlanCache(Backend backend, GraphMaker maker) {
        this.maker = maker;
        this.weights = new WeightStore(backend);
    }

    /** Computes in a floating type, that of the network's parameters. */
    static PlanCache of(NetworkGraphs graphs, Backend backend, DataType precision) {
        return new PlanCache(backend, plan -> graphs.optimized(plan.shape(), precision, plan.outputs()));
    }

    /**
     * Computes with quantized convolutions.
     *
     * @param graphs of a network with parameters in FLOAT32
     * @param trial a plan whose graph is made only to see whether it can be
     * @throws IllegalArgumentException if the ranges are of another network
     */
    static PlanCache quantized(NetworkGraphs graphs, Backend backend, ActivationRanges ranges, Plan trial) {
        DataType attention = backend.fastestFloat();
        GraphMaker maker = plan -> graphs.quantized(plan.shape(), plan.outputs(), ranges, attention);
        var unused = maker.graph(trial);
        return new PlanCache(backend, maker);
    }

    /** Returns the bytes of all feature maps that are there at once, at most. */
    long peakBytes(Plan plan) {
        return peaks.computeIfAbsent(plan, key -> new ExecutionPlan(maker.graph(key)).peakBytes());
    }

    /** Returns the runner of a plan. */
    synchronized GraphRunner runner(Plan plan) {
        GraphRunner runner = runners.remove(plan); // and put again, so that the eldest is the one not used for longest
        if (runner == null) {
            runner = new GraphRunner(maker.graph(plan), weights);
        }
        runners.put(plan, runner);
        if (runners.size() > RUNNERS) {
            runners.remove(runners.keySet().iterator().next());
        }
        return runner;
    }

    @Override
    public void close() {
        weights.close();
    }
}
