// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.networks.inference.NetworkMethod;
import io.github.psfusion.networks.inference.WeightImport;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.testing.RuleImages;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import io.github.psfusion.weights.torch.TorchZipWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that are well-formed and whose values no network can use. */
class UnfitWeightsTest {
    private static final int WIDTH = 45;
    private static final int HEIGHT = 37;

    private final Backend backend = Backends.open(BackendOptions.defaults());
    private final long before = backend.liveTensors();

    @TempDir
    private Path folder;

    @AfterEach
    void nothingLeaks() {
        assertThat(backend.liveTensors()).isEqualTo(before);
    }

    /** Returns the toy's weights in a storage type, with one value replaced. */
    private List<TensorToWrite> weights(DataType storage, String name, int index, double value) {
        List<TensorToWrite> tensors = new ArrayList<>();
        try (ToyNetwork network = new ToyNetwork()) {
            network.parameters().initialize(backend, 7);
            for (TensorToWrite tensor : StateDictLoader.toWrite(network.parameters(), DataType.FLOAT32)) {
                ByteBuffer copy = ByteBuffer.allocate((int) tensor.size()).order(ByteOrder.LITTLE_ENDIAN);
                copy.put(tensor.bytes().get()).flip();
                if (tensor.name().equals(name)) {
                    if (tensor.type() == DataType.INT64) {
                        copy.putLong(Long.BYTES * index, (long) value);
                    } else {
                        copy.putFloat(Float.BYTES * index, (float) value);
                    }
                }
                StoredTensor stored = new StoredTensor(tensor.name(), tensor.type(), tensor.shape(), copy);
                tensors.add(TensorToWrite.of(stored.type().isFloating() ? stored.converted(storage) : stored));
            }
        }
        return tensors;
    }

    private Path file(DataType storage, String name, int index, double value) throws IOException {
        Path file = folder.resolve("toy.safetensors");
        SafetensorsWriter.write(file, Map.of(), weights(storage, name, index, value));
        return file;
    }

    private static MethodContext context(Path file) {
        return MethodContext.defaults().withWeights(file).withPrecision(Precision.FLOAT32);
    }

    @ParameterizedTest
    @CsvSource({
        "first.weight, 500, NaN",
        "first.bias, 31, Infinity",
        "norm.weight, 3, -Infinity",
        "norm.running_mean, 4, 1e38",
        "norm.running_var, 5, -0.001",
        "norm.running_var, 5, NaN",
        "last.bias, 0, NaN",
        "norm.num_batches_tracked, 0, -1"
    })
    void areRefusedByNameCountAndPosition(String name, int index, double value) throws IOException {
        Path file = file(DataType.FLOAT32, name, index, value);
        assertThatThrownBy(() -> NetworkMethod.load(new ToySpec(), context(file)))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageStartingWith(
                        file + ": no network can compute with these weights: \"" + name + "\" has 1 invalid value, ");
        try (WeightFile weights = WeightFiles.open(file);
                ToyNetwork network = new ToyNetwork()) {
            assertThatThrownBy(
                            () -> WeightImport.load(new ToySpec(), weights, WeightImport.Unexpected.LEAVE_OUT, backend))
                    .hasMessageContaining(name);
            network.parameters().initialize(backend, 1);
            float[] untouched = network.parameters().trained().get(0).value().toFloats();
            assertThatThrownBy(() -> StateDictLoader.loadMatching(network.parameters(), weights, backend))
                    .hasMessageContaining(name);
            assertThat(network.parameters().trained().get(0).value().toFloats()).isEqualTo(untouched);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT64"})
    void areRefusedInEveryStorageType(DataType storage) throws IOException {
        Path file = file(storage, "second.weight", 32 * 9 + 10, Double.NaN);
        assertThatThrownBy(() -> NetworkMethod.load(new ToySpec(), context(file)))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("\"second.weight\" has 1 invalid value, NaN at [1, 1, 0, 1]");
    }

    @Test
    void areRefusedInFilesOfPyTorch() throws IOException {
        Path file = folder.resolve("toy.pth");
        TorchZipWriter.write(file, weights(DataType.FLOAT32, "last.bias", 0, Double.NaN));
        assertThatThrownBy(() -> NetworkMethod.load(new ToySpec(), context(file)))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("\"last.bias\" has 1 invalid value, NaN at [0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN 1", "0 Infinity", "-Infinity 0", "1 2", "x 1", "0 1e999", "0 1e300", "-1e39 0"})
    void damagedRangesAreRefusedOnImport(String range) throws IOException {
        Path file = folder.resolve("toy.safetensors");
        SafetensorsWriter.write(
                file, Map.of("int8_ranges", "second.weight " + range + " //8\n"), weights(DataType.FLOAT32, "", 0, 0));
        try (WeightFile weights = WeightFiles.open(file)) {
            assertThatThrownBy(() -> WeightImport.load(new ToySpec(), weights, WeightImport.Unexpected.REFUSE, backend))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageContaining("\"int8_ranges\" is damaged");
        }
    }

    /** Each value is valid, but the last convolution saturates: the image is black or white everywhere. */
    @ParameterizedTest
    @ValueSource(doubles = {-1e6, 1e6})
    void imageThatShowsNothingIsRefused(double bias) throws IOException {
        Path file = file(DataType.FLOAT32, "last.bias", 0, bias);
        try (NetworkMethod method = NetworkMethod.load(new ToySpec(), context(file))) {
            assertThatThrownBy(() -> method.fuse(pair()))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("the fused image of toy has 1 of 256 levels, its sources have ");
            Plane gray = Plane.wrap(WIDTH, HEIGHT, new float[WIDTH * HEIGHT]);
            assertThat(method.fuse(new ImagePair("constant", gray, gray))).isNotNull();
        }
    }

    @Test
    void imageOfOverflownActivationsIsRefused() throws IOException {
        // Together the weights overflow: infinities of both signs before the sigmoid, black and white behind it.
        List<TensorToWrite> tensors = new ArrayList<>();
        for (TensorToWrite tensor : weights(DataType.FLOAT32, "", 0, 0)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) tensor.size()).order(ByteOrder.LITTLE_ENDIAN);
            bytes.put(tensor.bytes().get()).flip();
            if (tensor.name().endsWith(".weight") && !tensor.name().startsWith("norm")) {
                for (int i = 0; i < bytes.limit(); i += Float.BYTES) {
                    bytes.putFloat(i, (float) (bytes.getFloat(i) * 1e18));
                }
            }
            tensors.add(TensorToWrite.of(new StoredTensor(tensor.name(), tensor.type(), tensor.shape(), bytes)));
        }
        Path file = folder.resolve("toy.safetensors");
        SafetensorsWriter.write(file, Map.of(), tensors);
        try (NetworkMethod method = NetworkMethod.load(new ToySpec(), context(file))) {
            assertThatThrownBy(() -> method.fuse(pair()))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageContaining("the fused image of toy has 2 of 256 levels");
        }
    }

    private static ImagePair pair() {
        return new ImagePair(
                "toy",
                Plane.wrap(WIDTH, HEIGHT, RuleImages.channel("ir", 0, 0, HEIGHT, WIDTH)),
                Plane.wrap(WIDTH, HEIGHT, RuleImages.channel("vi", 0, 0, HEIGHT, WIDTH)));
    }
}
