// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.QuantizedConv2d;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.HashMap;
import java.util.Map;

/**
 * The weights of graphs on a backend: each is copied there once, for all graphs of one network whatever the size of their inputs.
 * Thread-safe.
 */
public final class WeightStore implements AutoCloseable {
    private final Backend backend;
    private final MemoryTrimmer trimmer;
    private final Map<Key, Tensor> tensors = new HashMap<>();
    private final Map<String, QuantizedConv2d> quantizedConvolutions = new HashMap<>();

    private record Key(String name, DataType type) {}

    /** Makes an empty store. */
    public WeightStore(Backend backend) {
        this.backend = backend;
        this.trimmer = new MemoryTrimmer(backend);
    }

    /** Returns the trimmer that all graphs of the network share. */
    MemoryTrimmer trimmer() {
        return trimmer;
    }

    /** Returns the backend that holds the weights. */
    Backend backend() {
        return backend;
    }

    /** Returns the weights on the backend; those of one name are the same weights. */
    synchronized Tensor tensor(Weights weights, DataType type) {
        return tensors.computeIfAbsent(new Key(weights.name(), type), key -> {
            try (TensorScope scope = backend.openScope()) {
                return backend.persist(weights.value().to(type));
            }
        });
    }

    /**
     * Returns the prepared convolution of a node.
     *
     * @param node a {@link Operation.QuantizedConvolution} with constant weights
     */
    synchronized QuantizedConv2d quantizedConv2d(Node node) {
        Operation.QuantizedConvolution operation = (Operation.QuantizedConvolution) node.operation();
        return quantizedConvolutions.computeIfAbsent(weights(node, 1).name(), key -> {
            try (TensorScope scope = backend.openScope()) {
                return backend.quantizedConv2d(
                        weights(node, 1).value(),
                        weights(node, 2).value(),
                        node.inputs().size() > 3 ? weights(node, 3).value().to(DataType.FLOAT32) : null,
                        operation.options(),
                        operation.zeroPoint());
            }
        });
    }

    private static Weights weights(Node node, int input) {
        return ((Operation.Constant) node.input(input).operation()).weights();
    }

    /** Frees the weights, which no graph may use any more. */
    @Override
    public synchronized void close() {
        tensors.values().forEach(backend::release);
        tensors.clear();
        quantizedConvolutions.values().forEach(QuantizedConv2d::release);
        quantizedConvolutions.clear();
    }
}
