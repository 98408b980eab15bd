// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BatchNormState;
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
 * Runs a {@link Graph} on an engine: node after node, each intermediate freed when nobody needs it any more, activations and sums in
 * place where nobody else sees it. Thread-safe: several runs may go on at once.
 */
public final class GraphRunner {
    private static final double UNUSED_MOMENTUM = 0.1;

    private final Backend backend;
    private final Graph graph;
    private final Map<Node, Tensor> constants = new HashMap<>();
    private final Map<Node, QuantizedConv2d> byteConvolutions = new HashMap<>();
    private final ExecutionPlan plan;
    private final long peak;
    private final MemoryTrimmer keptMemory;

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
            if (node.operation() instanceof Operation.QuantizedConvolution) {
                byteConvolutions.put(node, store.quantizedConv2d(node));
            } else {
                for (Node input : node.inputs()) {
                    if (input.operation() instanceof Operation.Constant constant) {
                        constants.put(input, store.tensor(constant.weights(), input.type()));
                    }
                }
            }
        }
        plan = new ExecutionPlan(graph);
        peak = plan.peakBytes();
        keptMemory = store.keptMemory();
    }

    /** Sees each node as it is computed. */
    @FunctionalInterface
    public interface Observer {
        /** Looks away. */
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
     * @param inputs a tensor of the recorded shape for each input, by name
     * @return the outputs by name, owned by the current scope
     * @throws ShapeException if an input has another shape
     */
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        return run(inputs, Observer.NONE);
    }

    /** Computes the outputs and shows all on the way there; as {@link #run(Map)}. */
    public Map<String, Tensor> run(Map<String, Tensor> inputs, Observer observer) {
        keptMemory.begin();
        Map<Node, Tensor> values = new HashMap<>(constants);
        for (Node node : graph.nodes()) {
            if (node.operation() instanceof Operation.Input input) {
                values.put(node, given(inputs, input.name(), node.shape()));
            }
        }
        try (TensorScope scope = backend.openScope()) {
            for (ExecutionPlan.Step step : plan.steps()) {
                keptMemory.taking(step.taken(), step.live() - step.taken(), peak);
                long start = System.nanoTime();
                Node node = step.node();
                Tensor result = computed(step, values);
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

    private Tensor computed(ExecutionPlan.Step step, Map<Node, Tensor> values) {
        Node node = step.node();
        if (node.operation() instanceof Operation.QuantizedConvolution convolution) {
            QuantizedConv2d prepared = Objects.requireNonNull(byteConvolutions.get(node));
            Tensor bytes = Objects.requireNonNull(values.get(node.input(0)));
            Quantization output = convolution.output().orElse(null);
            return backend.inScope(() -> prepared.apply(bytes, output, convolution.relu()));
        }
        List<Tensor> operands = operands(node, values);
        return step.inPlace() ? inPlace(node, operands) : backend.inScope(() -> compute(node, operands));
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

    private static Tensor inPlace(Node node, List<Tensor> operands) {
        if (node.operation() instanceof Operation.ConvAdd added) {
            return addConvolution(operands.get(0), added, operands);
        }
        return node.operation() == Operation.Activation.RELU
                ? operands.get(0).reluInPlace()
                : operands.get(0).addInPlace(operands.get(1), 1);
    }

    private static Tensor addConvolution(Tensor sum, Operation.ConvAdd added, List<Tensor> operands) {
        Tensor bias = operands.size() > 3 ? operands.get(3) : null;
        return sum.addConv2dInPlace(operands.get(1), operands.get(2), bias, added.options(), added.relu());
    }

    private static Tensor compute(Node node, List<Tensor> operands) {
        Operation operation = node.operation();
        Tensor x = operands.get(0);
        if (operation instanceof Operation.Convolution convolution) {
            return x.conv2d(operands.get(1), operands.size() > 2 ? operands.get(2) : null, convolution.options());
        }
        if (operation instanceof Operation.ConvAdd added) {
            return addConvolution(x.copy(), added, operands);
        }
        if (operation instanceof Operation.Pairwise pairwise) {
            return pairwise(pairwise, x, operands.get(1));
        }
        if (operation instanceof Operation.Activation activation) {
            return activation(activation, x);
        }
        if (operation instanceof Operation.AddNumber add) {
            return x.add(add.number());
        }
        if (operation instanceof Operation.MultiplyNumber multiply) {
            return x.multiply(multiply.number());
        }
        if (operation instanceof Operation.Concatenate concatenate) {
            return Tensor.concatenate(concatenate.dimension(), operands);
        }
        if (operation instanceof Operation.BatchNorm norm) {
            return x.batchNorm(
                    new BatchNormState(
                            operands.get(1),
                            operands.get(2),
                            operands.get(3),
                            operands.get(4),
                            UNUSED_MOMENTUM,
                            norm.epsilon()),
                    false);
        }
        if (operation instanceof Operation.InstanceNorm norm) {
            return x.instanceNorm(norm.epsilon());
        }
        if (operation instanceof Operation.GlobalAveragePool) {
            return x.globalAveragePool();
        }
        if (operation instanceof Operation.MaxPool pool) {
            return x.maxPool2d(pool.options());
        }
        if (operation instanceof Operation.Resize resize) {
            return x.resizeBilinear(resize.height(), resize.width(), resize.interpolation());
        }
        if (operation instanceof Operation.Attention) {
            return x.attention(operands.get(1), operands.get(2));
        }
        return layout(node, operands);
    }

    private static Tensor layout(Node node, List<Tensor> operands) {
        Operation operation = node.operation();
        Tensor x = operands.get(0);
        if (operation instanceof Operation.Reshape) {
            return x.reshape(node.shape().sizes());
        }
        if (operation instanceof Operation.Transpose transpose) {
            return x.transpose(transpose.first(), transpose.second());
        }
        if (operation instanceof Operation.Narrow narrow) {
            return x.narrow(narrow.dimension(), narrow.start(), narrow.length());
        }
        if (operation instanceof Operation.Quantize quantize) {
            return x.quantize(operands.get(1), quantize.zeroPoint());
        }
        if (operation instanceof Operation.Cast cast) {
            return x.to(cast.type());
        }
        if (operation instanceof Operation.Argmax argmax) {
            return x.argmax(argmax.dimension());
        }
        throw new IllegalStateException("no way to run " + node);
    }

    private static Tensor pairwise(Operation.Pairwise operation, Tensor first, Tensor second) {
        return switch (operation) {
            case ADD -> first.add(second);
            case SUBTRACT -> first.subtract(second);
            case MULTIPLY -> first.multiply(second);
            case MAXIMUM -> first.maximum(second);
        };
    }

    private static Tensor activation(Operation.Activation operation, Tensor x) {
        return switch (operation) {
            case RELU -> x.relu();
            case RELU6 -> x.relu6();
            case SIGMOID -> x.sigmoid();
            case TANH -> x.tanh();
        };
    }

    /** Returns what is run. */
    public Graph graph() {
        return graph;
    }
}
