// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.Parameter;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.WeightFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The names and shapes of a network's weights, as of an opened file; without values. */
record ShapesOnlyFile(Map<String, Shape> shapes, Map<String, String> metadata) implements WeightFile {
    /** Returns the file that a network without metadata has, such as a state dict of PyTorch. */
    static ShapesOnlyFile of(PsFusionVariant variant) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        try (PsFusionNetwork network = new PsFusionNetwork(9, variant)) {
            for (Parameter parameter : network.parameters().all()) {
                if (parameter.kind() != Parameter.Kind.COUNTER) {
                    shapes.put(parameter.name(), parameter.shape());
                }
            }
        }
        return new ShapesOnlyFile(shapes, Map.of());
    }

    ShapesOnlyFile with(Map<String, String> other) {
        return new ShapesOnlyFile(shapes, other);
    }

    @Override
    public Path path() {
        return Path.of("some.weights");
    }

    @Override
    public String format() {
        return "names and shapes";
    }

    @Override
    public List<String> names() {
        return List.copyOf(shapes.keySet());
    }

    @Override
    public boolean has(String name) {
        return shapes.containsKey(name);
    }

    @Override
    public DataType type(String name) {
        return DataType.FLOAT32;
    }

    @Override
    public Shape shape(String name) {
        return Objects.requireNonNull(shapes.get(name));
    }

    @Override
    public StoredTensor tensor(String name) {
        throw new UnsupportedOperationException("there are no values");
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }

    @Override
    public void close() {}
}
