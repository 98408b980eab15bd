// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.ByteConvolution;
import io.github.psfusion.tensors.ElementType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.HashMap;
import java.util.Map;

/**
 * The weights of graphs in an engine: each is copied there once, for all graphs of one network whatever the size of their inputs.
 * Thread-safe.
 */
public final class WeightStore implements AutoCloseable {
    private final Backend backend;
    private final KeptMemory keptMemory;
    private final Map<Key, Tensor> tensors = new HashMap<>();
    private final Map<String, ByteConvolution> byteConvolutions = new HashMap<>();

    private record Key(String name, ElementType type) {}

    /** Makes an empty store. */
    public WeightStore(Backend backend) {
        this.backend = backend;
        this.keptMemory = new KeptMemory(backend);
    }

    /** Returns the account of memory that all graphs of the network share. */
    KeptMemory keptMemory() {
        return keptMemory;
    }

    /** Returns the engine that holds the weights. */
    Backend backend() {
        return backend;
    }

    /** Returns the weights in the engine; those of one name are the same weights. */
    synchronized Tensor tensor(Weights weights, ElementType type) {
        return tensors.computeIfAbsent(new Key(weights.name(), type), key -> {
            try (TensorScope scope = backend.openScope()) {
                return backend.persist(weights.value().to(type));
            }
        });
    }

    /**
     * Returns the prepared convolution of a node.
     *
     * @param node a {@link Operation.QuantisedConvolution} with constant weights
     */
    synchronized ByteConvolution byteConvolution(Node node) {
        Operation.QuantisedConvolution operation = (Operation.QuantisedConvolution) node.operation();
        return byteConvolutions.computeIfAbsent(weights(node, 1).name(), key -> {
            try (TensorScope scope = backend.openScope()) {
                return backend.byteConvolution(
                        weights(node, 1).value(),
                        weights(node, 2).value(),
                        node.inputs().size() > 3 ? weights(node, 3).value().to(ElementType.FLOAT32) : null,
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
        byteConvolutions.values().forEach(ByteConvolution::release);
        byteConvolutions.clear();
    }
}
