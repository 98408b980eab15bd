// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.networks.psfusion.PsFusionSpec;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.testing.RuleWeights;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A weight file of the whole network for tests; made without the engine. */
final class RuleWeightFile {
    private static final int CLASSES = 9;

    private RuleWeightFile() {}

    /** Writes the rule's weights as FLOAT32 into a file. */
    static Path write(Path file) throws IOException {
        List<TensorToWrite> tensors = new ArrayList<>();
        try (PsFusionNetwork network = new PsFusionNetwork(CLASSES)) {
            for (Parameter parameter : network.parameters().all()) {
                tensors.add(tensor(parameter));
            }
        }
        PsFusionSpec spec = PsFusionSpec.INSTANCE;
        SafetensorsWriter.write(
                file,
                NetworkWeights.metadata(spec, spec.architecture(CLASSES), Map.of("rule", "of the tests")),
                tensors);
        return file;
    }

    private static TensorToWrite tensor(Parameter parameter) {
        String name = parameter.name();
        Shape shape = parameter.shape();
        if (parameter.kind() == Parameter.Kind.COUNTER) {
            return new TensorToWrite(name, DataType.INT64, shape, () -> ByteBuffer.allocate(Long.BYTES));
        }
        return new TensorToWrite(name, DataType.FLOAT32, shape, () -> {
            float[] values = RuleWeights.of(name, shape.sizes());
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            return bytes;
        });
    }

    /** Deletes what {@link #write} wrote. */
    static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}
