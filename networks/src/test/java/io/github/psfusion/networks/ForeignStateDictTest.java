// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and types of a state dict as other programs leave it. */
class ForeignStateDictTest {
    @TempDir
    private Path folder;

    private static TensorToWrite filled(String name, float value, long... sizes) {
        int count = (int) Shape.of(sizes).elements();
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putFloat(value);
        }
        return new TensorToWrite(name, DataType.FLOAT32, Shape.of(sizes), bytes::flip);
    }

    private Path file(String prefix) throws IOException {
        Path file = folder.resolve("foreign.safetensors");
        SafetensorsWriter.write(
                file,
                Map.of(),
                List.of(
                        filled(prefix + "conv.weight", 0.5f, 2, 3, 1, 1),
                        filled(prefix + "conv.bias", 1 / 3f, 2),
                        filled(prefix + "norm.running_mean", 1000.1f, 2),
                        filled(prefix + "conv.total_ops", 7, 1),
                        filled(prefix + "conv.total_params", 7, 1),
                        filled(prefix + "total_ops", 7, 1),
                        filled(prefix + "total_params", 7, 1)));
        return file;
    }

    private static Parameters network() {
        Parameters parameters = Parameters.root();
        var weight = parameters.child("conv").trained("weight", Shape.of(2, 3, 1, 1), Initializer.ONE);
        var bias = parameters.child("conv").trained("bias", Shape.of(2), Initializer.ONE);
        var mean = parameters.child("norm").statistic("running_mean", 2, Initializer.ZERO);
        assertThat(List.of(weight, bias, mean)).hasSize(3);
        return parameters;
    }

    /** With and without the prefix of parallel training. */
    @ParameterizedTest
    @ValueSource(strings = {"", "module."})
    void countsOfProfilersAreLeftOut(String prefix) throws IOException {
        try (WeightFile weights = WeightFiles.open(file(prefix))) {
            assertThat(new StateDictNames(weights).all())
                    .containsExactly("conv.weight", "conv.bias", "norm.running_mean");
            BindingReport report = StateDictLoader.compare(network(), weights);
            assertThat(report.isComplete()).as(report.describe()).isTrue();
            assertThat(report.unexpected()).isEmpty();
        }
    }

    /** Biases and statistics would lose three digits in bfloat16 and take next to no room in float32. */
    @Test
    void biasesAndStatisticsStayInSinglePrecision() throws IOException {
        try (WeightFile weights = WeightFiles.open(file(""));
                Backend backend = Backends.open(BackendOptions.defaults());
                Parameters parameters = network()) {
            StateDictLoader.load(parameters, weights, backend, DataType.BFLOAT16);
            assertThat(parameters.all())
                    .extracting(Parameter::name, p -> p.value().dataType())
                    .containsExactly(
                            tuple("conv.weight", DataType.BFLOAT16),
                            tuple("conv.bias", DataType.FLOAT32),
                            tuple("norm.running_mean", DataType.FLOAT32));
            assertThat(parameters.all().get(1).value().toFloats()).containsOnly(1 / 3f);
            assertThat(parameters.all().get(2).value().toFloats()).containsOnly(1000.1f);
        }
    }
}
