// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.testing.Seeds;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class SafetensorsWriterTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @Seeds(40)
    void readsBackWhatWasWritten(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<StoredTensor> tensors = randomTensors(random);
        Map<String, String> metadata = seed % 2 == 0 ? Map.of() : Map.of("größe", "\"9\"\n");
        Path file = folder.resolve("x.safetensors");

        SafetensorsWriter.write(
                file, metadata, tensors.stream().map(TensorToWrite::of).toList());

        try (WeightFile read = WeightFiles.open(file)) {
            assertThat(read.metadata()).isEqualTo(metadata);
            assertThat(read.names())
                    .containsExactlyElementsOf(
                            tensors.stream().map(StoredTensor::name).toList());
            for (StoredTensor tensor : tensors) {
                assertThat(read.tensor(tensor.name())).isEqualTo(tensor);
            }
        }
        assertThat(onlyFile()).isEqualTo(file);
    }

    @Test
    void dataBeginAtAMultipleOf64AndElementsAreAligned() throws IOException {
        Path file = folder.resolve("x.safetensors");
        SafetensorsWriter.write(
                file, Map.of("format", "psfusion"), List.of(bytes("small", 3), doubles("large"), bytes("again", 1)));
        ByteBuffer written = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat((written.getLong(0) + 8) % 64).isZero();
        assertThat(new String(written.array(), 8, (int) written.getLong(0), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"large\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}");
    }

    @Test
    void aFailureLeavesTheEarlierFileAsItWas() throws IOException {
        Path file = folder.resolve("x.safetensors");
        Files.writeString(file, "earlier");
        TensorToWrite broken = new TensorToWrite("b", DataType.UINT8, Shape.of(4), () -> ByteBuffer.allocate(3));

        assertThatIllegalStateException()
                .isThrownBy(() -> SafetensorsWriter.write(file, Map.of(), List.of(doubles("a"), broken)))
                .withMessageContaining("3 bytes");

        assertThat(onlyFile()).isEqualTo(file).hasContent("earlier");
    }

    @Test
    void refusesANameThatComesTwice() {
        Path file = folder.resolve("x.safetensors");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafetensorsWriter.write(file, Map.of(), List.of(bytes("a", 1), bytes("a", 2))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafetensorsWriter.write(file, Map.of(), List.of(bytes("__metadata__", 1))));
        assertThat(folder).isEmptyDirectory();
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static TensorToWrite bytes(String name, int count) {
        return new TensorToWrite(name, DataType.UINT8, Shape.of(count), () -> ByteBuffer.allocate(count));
    }

    private static TensorToWrite doubles(String name) {
        return new TensorToWrite(name, DataType.FLOAT64, Shape.of(2), () -> ByteBuffer.allocate(16));
    }

    private static List<StoredTensor> randomTensors(SplittableRandom random) {
        List<StoredTensor> tensors = new ArrayList<>();
        List<DataType> types = List.of(DataType.values());
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            DataType type = types.get(random.nextInt(types.size()));
            long[] sizes = random.longs(random.nextInt(5), 0, 6).toArray();
            Shape shape = Shape.of(sizes);
            byte[] data = new byte[(int) shape.elements() * type.bytes()];
            random.nextBytes(data);
            tensors.add(new StoredTensor("t." + i + "é\"", type, shape, ByteBuffer.wrap(data)));
        }
        return tensors;
    }
}
