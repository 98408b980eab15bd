// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Backend;
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
    private final Map<Key, Tensor> tensors = new HashMap<>();

    private record Key(String name, ElementType type) {}

    /** Makes an empty store. */
    public WeightStore(Backend backend) {
        this.backend = backend;
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

    /** Frees the weights, which no graph may use any more. */
    @Override
    public synchronized void close() {
        tensors.values().forEach(backend::release);
        tensors.clear();
    }
}
