// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weight files of one network given to another, of another variant, incomplete and cut off: each is refused, and says why. */
@Tag("slow")
class ForeignNetworkWeightsTest {
    @TempDir
    private Path folder;

    private static FusionMethod open(NetworkSpec spec, Path weights) throws IOException {
        return NetworkMethod.load(
                spec, MethodContext.defaults().withWeights(weights).withPrecision(Precision.FLOAT32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seafusion", "didfuse", "tardal", "umf-cmgr", "rfn-nest", "swinfusion", "u2fusion", "fusiongan", "psfusion"
            })
    void unfitWeightsAreRefused(String key) throws IOException {
        NetworkSpec spec = NetworkSpecs.find(key).orElseThrow();
        Path weights = GoldenMethod.ruleWeights(folder.resolve("rule.safetensors"), spec, name -> 1, Map.of());
        for (NetworkSpec other : NetworkSpecs.all()) {
            if (!other.key().equals(key)) {
                assertThatThrownBy(() -> open(other, weights))
                        .as("given to %s", other.key())
                        .isInstanceOf(WeightFormatException.class)
                        .hasMessageContaining("not a " + other.name() + " weight file")
                        .hasMessageContaining("it seems to hold " + spec.name());
            }
        }
        otherVariant(spec, weights);
        incomplete(spec, weights);
        cutOff(spec, weights);
    }

    /** One convolution has a channel more, as in a network of another width. */
    private void otherVariant(NetworkSpec spec, Path weights) throws IOException {
        List<TensorToWrite> tensors = tensors(weights);
        int at = lastConvolution(tensors);
        TensorToWrite wide = tensors.get(at);
        long[] sizes = wide.shape().sizes();
        sizes[1]++;
        Shape shape = Shape.of(sizes);
        tensors.set(
                at,
                new TensorToWrite(
                        wide.name(),
                        DataType.FLOAT32,
                        shape,
                        () -> ByteBuffer.allocate((int) shape.elements() * Float.BYTES)));
        Path file = written("variant.safetensors", tensors);
        assertThatThrownBy(() -> open(spec, file))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining(wide.name())
                .hasMessageContaining(String.valueOf(shape));
    }

    private void incomplete(NetworkSpec spec, Path weights) throws IOException {
        List<TensorToWrite> tensors = tensors(weights);
        TensorToWrite removed = tensors.remove(lastConvolution(tensors));
        Path file = written("incomplete.safetensors", tensors);
        assertThatThrownBy(() -> open(spec, file))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining(removed.name());
    }

    private void cutOff(NetworkSpec spec, Path weights) throws IOException {
        byte[] bytes = Files.readAllBytes(weights);
        Path file = folder.resolve("cut.safetensors");
        for (int length : new int[] {0, 7, 100, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> open(spec, file))
                    .as("%s bytes of %s", length, bytes.length)
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageStartingWith(file.toString());
        }
    }

    private static List<TensorToWrite> tensors(Path weights) throws IOException {
        try (WeightFile file = WeightFiles.open(weights)) {
            return new ArrayList<>(TensorToWrite.allOf(file));
        }
    }

    private static int lastConvolution(List<TensorToWrite> tensors) {
        int last = -1;
        for (int i = 0; i < tensors.size(); i++) {
            last = tensors.get(i).shape().rank() == 4 ? i : last;
        }
        assertThat(last).isNotNegative();
        return last;
    }

    private Path written(String name, List<TensorToWrite> tensors) throws IOException {
        Path file = folder.resolve(name);
        SafetensorsWriter.write(file, Map.of(), tensors);
        return file;
    }
}
