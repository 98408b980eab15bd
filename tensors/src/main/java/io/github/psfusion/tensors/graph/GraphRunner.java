// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Quantization;
import io.github.psfusion.tensors.QuantizedConv2d;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.ShapeException;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs a {@link Graph} on a backend: node after node, each intermediate freed after its last use, and operations in place where
 * nothing else reads their first input. Thread-safe: several runs may be active at once.
 */
public final class GraphRunner {
    private final Backend backend;
    private final Graph graph;
    private final Map<Node, Tensor> constants = new HashMap<>();
    private final Map<Node, Prepared> quantizedConvolutions = new HashMap<>();
    private final ExecutionPlan plan;
    private final long peakBytes;
    private final MemoryTrimmer trimmer;

    /** An int8 convolution with its weights in the backend. */
    private record Prepared(QuantizedConv2d weights, Operation.QuantizedConvolution operation) {
        Tensor apply(Tensor input) {
            Quantization output = operation.output().orElse(null);
            return weights.apply(input, output, operation.relu());
        }
    }

    /**
     * Prepares a graph.
     *
     * @param graph what to run
     * @param store gets the weights that it does not have yet; it must stay open as long as the graph is run
     */
    public GraphRunner(Graph graph, WeightStore store) {
        this.backend = store.backend();
        this.graph = graph;
        for (Node node : graph.nodes()) {
            if (node.operation() instanceof Operation.QuantizedConvolution convolution) {
                quantizedConvolutions.put(node, new Prepared(store.quantizedConv2d(node), convolution));
            } else {
                for (Node input : node.inputs()) {
                    if (input.operation() instanceof Operation.Constant constant) {
                        constants.put(input, store.tensor(constant.weights(), input.type()));
                    }
                }
            }
        }
        plan = new ExecutionPlan(graph);
        peakBytes = plan.peakBytes();
        trimmer = store.trimmer();
    }

    /** Observes each node as it is computed. */
    @FunctionalInterface
    public interface Observer {
        /** Does nothing. */
        Observer NONE = (node, result, nanoseconds) -> {};

        /**
         * Called after each node, in order.
         *
         * @param result valid during the call; it must not be changed
         * @param nanoseconds that the node took
         */
        void computed(Node node, Tensor result, long nanoseconds);
    }

    /**
     * Computes the outputs.
     *
     * @param inputs a tensor of the traced shape for each input, by name
     * @return the outputs by name, owned by the current scope
     * @throws ShapeException if an input has another shape
     */
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        return run(inputs, Observer.NONE);
    }

    /** Computes the outputs and reports each node to the observer; as {@link #run(Map)}. */
    public Map<String, Tensor> run(Map<String, Tensor> inputs, Observer observer) {
        trimmer.begin();
        Map<Node, Tensor> values = new HashMap<>(constants);
        for (Node node : graph.nodes()) {
            if (node.operation() instanceof Operation.Input input) {
                values.put(node, given(inputs, input.name(), node.shape()));
            }
        }
        try (TensorScope scope = backend.openScope()) {
            for (ExecutionPlan.Step step : plan.steps()) {
                trimmer.beforeAllocation(step.allocatedBytes(), step.liveBytes() - step.allocatedBytes(), peakBytes);
                long start = System.nanoTime();
                Node node = step.node();
                Tensor result = compute(step, values);
                long nanoseconds = System.nanoTime() - start;
                values.put(node, result);
                observer.computed(node, result, nanoseconds);
                step.freed().forEach(freed -> scope.free(Objects.requireNonNull(values.remove(freed))));
            }
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            graph.outputs()
                    .forEach((name, node) -> outputs.put(name, scope.keep(Objects.requireNonNull(values.get(node)))));
            return outputs;
        }
    }

    private Tensor compute(ExecutionPlan.Step step, Map<Node, Tensor> values) {
        Node node = step.node();
        Prepared prepared = quantizedConvolutions.get(node);
        if (prepared != null) {
            Tensor input = Objects.requireNonNull(values.get(node.input(0)));
            return backend.inScope(() -> prepared.apply(input));
        }
        List<Tensor> operands = operands(node, values);
        Operation operation = node.operation();
        return step.inPlace() ? operation.applyInPlace(operands) : backend.inScope(() -> operation.apply(operands));
    }

    private static List<Tensor> operands(Node node, Map<Node, Tensor> values) {
        List<Tensor> operands = new ArrayList<>();
        for (Node input : node.inputs()) {
            operands.add(Objects.requireNonNull(values.get(input)));
        }
        return operands;
    }

    private static Tensor given(Map<String, Tensor> inputs, String name, Shape shape) {
        Tensor tensor = inputs.get(name);
        if (tensor == null || !tensor.shape().equals(shape)) {
            throw new ShapeException("input " + name + " must have the shape " + shape + ", not "
                    + (tensor == null ? "be absent" : tensor.shape()));
        }
        return tensor;
    }

    /** Returns what is run. */
    public Graph graph() {
        return graph;
    }
}
