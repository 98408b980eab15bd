// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.tensors.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Inputs or outputs of a network by name. Owns none of the tensors.
 *
 * @param byName in the order of the network
 */
public record NetworkTensors(Map<String, Tensor> byName) {
    /** Copies the map. */
    public NetworkTensors {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** Returns one tensor. */
    public static NetworkTensors of(String name, Tensor tensor) {
        return new NetworkTensors(Map.of(name, tensor));
    }

    /** Returns these tensors and another one. */
    public NetworkTensors with(String name, Tensor tensor) {
        Map<String, Tensor> more = new LinkedHashMap<>(byName);
        more.put(name, tensor);
        return new NetworkTensors(more);
    }

    /**
     * Returns a tensor.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public Tensor get(String name) {
        Tensor found = byName.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no tensor " + name + " among " + byName.keySet());
        }
        return found;
    }
}
