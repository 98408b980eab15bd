// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.networks.psfusion.PsFusionWeights;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.ElementType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a file goes into a network, and what is said of what does not. */
@Tag("slow")
class WeightBindingTest {
    private static final String BIAS = "pred_fusion.conv_block.0.bias";
    private static final String WEIGHT = "pred_fusion.conv_block.0.weight";

    private final Backend backend = Backends.open(BackendOptions.defaults());
    private final long liveBefore = backend.liveTensors();

    @TempDir
    private Path folder;

    @AfterEach
    void nothingLeaks() {
        assertThat(backend.liveTensors()).isEqualTo(liveBefore);
    }

    @Test
    void missingSuperfluousAndMisshapenNamesAreToldAtOnce() throws IOException {
        Path file = folder.resolve("wrong.safetensors");
        try (PsFusionNetwork network = initialised(9)) {
            List<TensorToWrite> tensors =
                    new ArrayList<>(WeightBinding.toWrite(network.parameters(), ElementType.FLOAT32).stream()
                            .filter(tensor -> !tensor.name().equals(BIAS)
                                    && !tensor.name().equals(WEIGHT))
                            .toList());
            tensors.add(zeros(WEIGHT, 1, 16, 3, 3));
            tensors.add(zeros("pred_thermal.weight", 4));
            SafetensorsWriter.write(file, Map.of(), tensors);
        }
        try (WeightFile weights = WeightFiles.open(file)) {
            assertThatThrownBy(() -> PsFusionWeights.load(weights, backend, ElementType.FLOAT32))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("missing: " + BIAS)
                    .hasMessageContaining("unexpected: pred_thermal.weight")
                    .hasMessageContaining(WEIGHT + " is FLOAT32 [1, 16, 3, 3]")
                    .hasMessageContaining("[1, 32, 3, 3]");
        }
    }

    @Test
    void halvedWeightsOfAnotherNumberOfClassesComeBack() throws IOException {
        Path file = folder.resolve("half.safetensors");
        try (PsFusionNetwork network = initialised(5)) {
            PsFusionWeights.write(file, network, ElementType.FLOAT16, Map.of("seed", "1"));
        }
        try (WeightFile weights = WeightFiles.open(file);
                PsFusionNetwork loaded = PsFusionWeights.load(weights, backend, ElementType.FLOAT32)) {
            assertThat(loaded.classes()).isEqualTo(5);
            assertThat(weights.metadata()).containsEntry("classes", "5").containsEntry("seed", "1");
            assertThat(weights.type(WEIGHT)).isEqualTo(ElementType.FLOAT16);
            assertThat(weights.type(BIAS)).isEqualTo(ElementType.FLOAT32);
        }
    }

    @Test
    void otherClassesLeaveOnlyTheirHeadRandom() throws IOException {
        Path file = folder.resolve("five.safetensors");
        try (PsFusionNetwork network = initialised(5)) {
            PsFusionWeights.write(file, network, ElementType.FLOAT32, Map.of());
        }
        try (WeightFile weights = WeightFiles.open(file);
                PsFusionNetwork nine = new PsFusionNetwork(9)) {
            BindingReport report = WeightBinding.loadMatching(nine.parameters(), weights, backend);
            assertThat(report.matched()).hasSize(1358);
            assertThat(report.misshapen()).hasSize(2).allMatch(name -> name.startsWith("classfier.semantic_conv2"));
        }
    }

    @Test
    void backboneOfTorchvisionGoesIntoBothEncoders() throws IOException {
        Path file = folder.resolve("resnet34.safetensors");
        SafetensorsWriter.write(
                file,
                Map.of(),
                List.of(
                        constant("layer1.0.conv1.weight", 0.25f, 64, 64, 3, 3),
                        constant("bn1.weight", 0.5f, 64),
                        constant("fc.bias", 1, 1000)));
        try (WeightFile weights = WeightFiles.open(file);
                PsFusionNetwork network = new PsFusionNetwork(9)) {
            BindingReport report = WeightBinding.loadMatching(network.parameters(), weights, backend);
            assertThat(report.matched())
                    .containsExactlyInAnyOrder(
                            "encoder_thermal_layer3.0.conv1.weight",
                            "encoder_rgb_layer3.0.conv1.weight",
                            "encoder_thermal_bn1.weight",
                            "encoder_rgb_bn1.weight");
            assertThat(report.unexpected()).containsExactly("fc.bias");
        }
    }

    @Test
    void fileInWhichNothingFitsIsRefused() throws IOException {
        Path file = folder.resolve("nothing.safetensors");
        SafetensorsWriter.write(file, Map.of(), List.of(zeros("something", 3)));
        try (WeightFile weights = WeightFiles.open(file);
                PsFusionNetwork network = new PsFusionNetwork(9)) {
            assertThatThrownBy(() -> WeightBinding.loadMatching(network.parameters(), weights, backend))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageContaining("nothing in it fits");
        }
    }

    private PsFusionNetwork initialised(int classes) {
        PsFusionNetwork network = new PsFusionNetwork(classes);
        network.parameters().initialise(backend, 1);
        return network;
    }

    private static TensorToWrite zeros(String name, long... sizes) {
        return constant(name, 0, sizes);
    }

    private static TensorToWrite constant(String name, float value, long... sizes) {
        Shape shape = Shape.of(sizes);
        return new TensorToWrite(name, ElementType.FLOAT32, shape, () -> {
            ByteBuffer bytes =
                    ByteBuffer.allocate((int) shape.elements() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining()) {
                bytes.putFloat(value);
            }
            return bytes.flip();
        });
    }
}
