// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.optimizer;

import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One number per element of a parameter that an optimizer carries from step to step, such as the momentum, for those
 * parameters that have had a gradient. Owns the tensors; their names in a checkpoint are {@code kind/parameter}.
 */
final class OptimizerState implements AutoCloseable {
    private final String kind;
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, Tensor> values = new LinkedHashMap<>();

    OptimizerState(String kind, List<NamedTensor> parameters) {
        this.kind = kind;
        for (NamedTensor parameter : parameters) {
            if (shapes.put(parameter.name(), parameter.value().shape()) != null) {
                throw new IllegalArgumentException("two parameters are called " + parameter.name());
            }
        }
    }

    Optional<Tensor> of(NamedTensor parameter) {
        return Optional.ofNullable(values.get(parameter.name()));
    }

    /** Keeps a copy of a parameter's first value and returns the copy. */
    Tensor begin(NamedTensor parameter, Tensor first) {
        Tensor kept = first.backend().persist(first);
        values.put(parameter.name(), kept);
        return kept;
    }

    /** Returns the values under their names in a checkpoint. */
    List<NamedTensor> named() {
        List<NamedTensor> named = new ArrayList<>();
        values.forEach((parameter, value) -> named.add(new NamedTensor(nameOf(parameter), value)));
        return named;
    }

    /** Returns the name of a parameter's value in a checkpoint. */
    String nameOf(String parameter) {
        return kind + "/" + parameter;
    }

    /** Returns the names under which values of any of the parameters may be saved, with their shapes. */
    Map<String, Shape> accepted() {
        Map<String, Shape> accepted = new LinkedHashMap<>();
        shapes.forEach((parameter, shape) -> accepted.put(nameOf(parameter), shape));
        return accepted;
    }

    /** Replaces the values by copies of those among the saved ones that are of this kind. */
    void restore(List<NamedTensor> saved) {
        Map<String, Tensor> restored = new LinkedHashMap<>();
        for (NamedTensor entry : saved) {
            String parameter = entry.name().substring(entry.name().indexOf('/') + 1);
            if (entry.name().equals(nameOf(parameter))) {
                restored.put(parameter, entry.value().backend().persist(entry.value()));
            }
        }
        close(); // only now: the saved values may be these
        values.putAll(restored);
    }

    /**
     * Checks saved values before any is replaced.
     *
     * @throws IllegalArgumentException if a name is not accepted or occurs twice, or if a shape differs
     */
    static void check(List<NamedTensor> saved, Map<String, Shape> accepted) {
        Set<String> seen = new HashSet<>();
        for (NamedTensor entry : saved) {
            Shape expected = accepted.get(entry.name());
            if (expected == null || !seen.add(entry.name())) {
                throw new IllegalArgumentException("optimizer state \"" + entry.name() + "\" "
                        + (expected == null ? "is not of this optimizer and network" : "occurs twice")
                        + "; the checkpoint seems to be of another training");
            }
            if (!entry.value().shape().equals(expected)) {
                throw new IllegalArgumentException("optimizer state \"" + entry.name() + "\" has shape "
                        + entry.value().shape() + ", the network expects " + expected
                        + "; the checkpoint seems to be of another network");
            }
        }
    }

    @Override
    public void close() {
        values.values().forEach(value -> value.backend().release(value));
        values.clear();
    }
}
