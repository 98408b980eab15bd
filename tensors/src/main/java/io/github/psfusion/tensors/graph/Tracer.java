// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.platform.Device;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A backend that computes nothing and records the operations: a network's evaluation runs on its {@link #input inputs}, and
 * {@link #graph} returns the traced graph. Tensors of another backend that take part, such as parameters, become constants.
 * Operations that only training has are refused. Not thread-safe; one trace per object.
 */
public final class Tracer implements Backend {
    private static final AtomicLong UNNAMED = new AtomicLong();

    private final Map<Tensor, String> names = new HashMap<>();
    private final List<Node> recorded = new ArrayList<>();
    private final Map<Constant, Node> constants = new HashMap<>();

    private record Constant(Tensor tensor, DataType type) {}

    /**
     * Begins a trace.
     *
     * @param parameters the network's parameters by name; they must live as long as the graph's weights may be asked for
     */
    public Tracer(Map<String, Tensor> parameters) {
        parameters.forEach((name, tensor) -> names.put(tensor, name));
    }

    /** Makes an input. */
    public Tensor input(String name, Shape shape, DataType type) {
        return new SymbolicTensor(this, new Node(new Operation.Input(name), List.of(), shape, type));
    }

    /** Returns the graph that computes these traced results. */
    public Graph graph(Map<String, Tensor> outputs) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        outputs.forEach((name, tensor) -> nodes.put(name, node(tensor)));
        return new Graph(nodes, recorded);
    }

    /** Returns the node of a tensor of any backend; a parameter whose shape alone is known is itself symbolic. */
    Node node(Tensor tensor) {
        return tensor instanceof SymbolicTensor symbolic && !names.containsKey(tensor)
                ? symbolic.node()
                : constant(tensor, tensor.dataType());
    }

    /** Records an operation, in the order in which the network has them. */
    SymbolicTensor record(Node node) {
        recorded.add(node);
        return new SymbolicTensor(this, node);
    }

    private Node constant(Tensor tensor, DataType type) {
        return constants.computeIfAbsent(new Constant(tensor, type), key -> {
            String name = names.getOrDefault(tensor, unique());
            return new Node(new Operation.Constant(Weights.of(name, tensor)), List.of(), tensor.shape(), type);
        });
    }

    /** Weights of one name are the same weights in any trace; a tensor without a name gets a unique one. */
    private static String unique() {
        return "constant " + UNNAMED.incrementAndGet();
    }

    @Override
    public Tensor operand(Tensor persistent, DataType type) {
        return new SymbolicTensor(this, constant(persistent, type));
    }

    @Override
    public String description() {
        return "tracer";
    }

    @Override
    public Device device() {
        return Device.CPU;
    }

    /** Symbolic tensors hold no memory: the scope does nothing. */
    @Override
    public TensorScope openScope() {
        return new TensorScope() {
            @Override
            public Tensor keep(Tensor tensor) {
                return tensor;
            }

            @Override
            public void free(Tensor tensor) {}

            @Override
            public void close() {}
        };
    }

    @Override
    public Autograd autograd() {
        return recording -> () -> {};
    }

    @Override
    public Tensor floats(Shape shape, float... values) {
        throw UntraceableOperations.refused("floats");
    }

    @Override
    public Tensor doubles(Shape shape, double... values) {
        throw UntraceableOperations.refused("doubles");
    }

    @Override
    public Tensor longs(Shape shape, long... values) {
        throw UntraceableOperations.refused("longs");
    }

    @Override
    public Tensor stored(DataType type, Shape shape, ByteBuffer bytes) {
        throw UntraceableOperations.refused("stored");
    }

    @Override
    public Tensor full(DataType type, Shape shape, double value) {
        throw UntraceableOperations.refused("full");
    }

    @Override
    public Tensor concatenate(int dimension, List<Tensor> parts) {
        List<Node> inputs = parts.stream().map(this::node).toList();
        long[] sizes = inputs.get(0).shape().sizes();
        sizes[dimension] = inputs.stream()
                .mapToLong(input -> input.shape().size(dimension))
                .sum();
        return record(new Node(
                new Operation.Concatenate(dimension),
                inputs,
                Shape.of(sizes),
                inputs.get(0).type()));
    }

    @Override
    public Tensor persist(Tensor tensor) {
        return tensor;
    }

    @Override
    public void release(Tensor persistent) {}

    @Override
    public long liveTensors() {
        return 0;
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public DataType fastestFloat() {
        return DataType.FLOAT32;
    }

    @Override
    public void close() {}
}
