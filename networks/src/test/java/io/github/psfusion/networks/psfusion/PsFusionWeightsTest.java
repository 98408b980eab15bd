// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.psfusion.networks.BindingReport;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PsFusionWeightsTest {
    private final Backend backend = Backends.open(BackendOptions.defaults());
    private final long before = backend.liveTensors();

    @TempDir
    private Path folder;

    @AfterEach
    void leavesNoTensorBehind() {
        assertThat(backend.liveTensors()).isEqualTo(before);
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        Path path = folder.resolve("w.safetensors");
        try (PsFusionNetwork network = RuleNetwork.load(backend, 9, DataType.FLOAT32)) {
            network.parameters().all().stream()
                    .filter(parameter -> parameter.kind() == Parameter.Kind.COUNTER)
                    .forEach(Parameter::increment);
            RuleNetwork.write(path, network, DataType.FLOAT32, Map.of("data", "none", "classes", "77"));
            try (WeightFile file = WeightFiles.open(path);
                    PsFusionNetwork again = RuleNetwork.read(file, backend, DataType.FLOAT32)) {
                assertThat(file.metadata())
                        .containsEntry("format", "psfusion")
                        .containsEntry("network", "PSFusion")
                        .containsEntry("classes", "9")
                        .containsEntry("version", "1")
                        .containsEntry("data", "none");
                List<Parameter> read = again.parameters().all();
                List<Parameter> written = network.parameters().all();
                for (int i = 0; i < written.size(); i++) {
                    if (written.get(i).kind() == Parameter.Kind.COUNTER) {
                        assertThat(read.get(i).count()).isEqualTo(1);
                    } else {
                        assertThat(read.get(i).value().toFloats())
                                .as(written.get(i).name())
                                .isEqualTo(written.get(i).value().toFloats());
                    }
                }
            }
        }
    }

    @Test
    void storesLargeTensorsInTwoBytesAndSmallOnesInFour() throws IOException {
        Path path = folder.resolve("w.safetensors");
        try (PsFusionNetwork network = RuleNetwork.load(backend, 5, DataType.FLOAT32)) {
            RuleNetwork.write(path, network, DataType.FLOAT16, Map.of());
        }
        try (WeightFile file = WeightFiles.open(path)) {
            assertThat(NetworkWeights.architecture(PsFusionSpec.INSTANCE, file).fact("classes"))
                    .isEqualTo(5);
            assertThat(file.type("encoder_rgb_bn1.running_var")).isEqualTo(DataType.FLOAT32);
            assertThat(file.type("encoder_rgb_layer3.0.conv1.weight")).isEqualTo(DataType.FLOAT16);
            assertThat(file.type("encoder_rgb_bn1.num_batches_tracked")).isEqualTo(DataType.INT64);
            try (PsFusionNetwork network = RuleNetwork.read(file, backend, DataType.BFLOAT16)) {
                assertThat(network.parameters().dataType()).isEqualTo(DataType.BFLOAT16);
            }
        }
    }

    @Test
    void namesEverythingThatDoesNotFitInOneMessage() throws IOException {
        Path path = folder.resolve("w.safetensors");
        List<TensorToWrite> tensors = empty("module.", new PsFusionNetwork(9));
        tensors.removeIf(tensor -> tensor.name().equals("module.SIM2.bn.weight"));
        tensors.removeIf(tensor -> tensor.name().equals("module.SIM1.bn.bias"));
        tensors.add(zeros("module.SIM1.bn.bias", DataType.FLOAT32, Shape.of(33)));
        tensors.add(zeros("module.surplus", DataType.FLOAT32, Shape.of(1)));
        tensors.add(zeros("module.SIM1.total_ops", DataType.FLOAT64, Shape.of(1)));
        SafetensorsWriter.write(path, Map.of(), tensors);
        try (WeightFile file = WeightFiles.open(path)) {
            assertThatExceptionOfType(WeightFormatException.class)
                    .isThrownBy(() -> RuleNetwork.read(file, backend, DataType.FLOAT32))
                    .withMessageStartingWith(path.toString())
                    .withMessageContaining("1358 matched, 1 missing, 1 unexpected, 1 of another")
                    .withMessageContaining("missing: SIM2.bn.weight")
                    .withMessageContaining("unexpected: surplus")
                    .withMessageContaining("SIM1.bn.bias is FLOAT32 [33] in the file, the network expects [32]");
        }
    }

    @Test
    void tellsWhatAFileOfAnotherNetworkSeemsToBe() throws IOException {
        Path path = folder.resolve("w.safetensors");
        SafetensorsWriter.write(
                path,
                Map.of(),
                List.of(
                        zeros("vis_conv.conv.weight", DataType.FLOAT32, Shape.of(16, 1, 3, 3)),
                        zeros("inf_conv.conv.weight", DataType.FLOAT32, Shape.of(16, 1, 3, 3))));
        try (WeightFile file = WeightFiles.open(path)) {
            assertThatExceptionOfType(WeightFormatException.class)
                    .isThrownBy(() -> RuleNetwork.read(file, backend, DataType.FLOAT32))
                    .withMessageContaining("not a PSFusion weight file: it seems to hold SeAFusion (2 tensors)");
            try (PsFusionNetwork network = new PsFusionNetwork(9)) {
                assertThatExceptionOfType(WeightFormatException.class)
                        .isThrownBy(() -> StateDictLoader.loadMatching(network.parameters(), file, backend))
                        .withMessageContaining("nothing in it fits");
            }
        }
    }

    @Test
    void takesTheBackboneOfTorchvisionIntoBothEncoders() throws IOException {
        Path path = folder.resolve("resnet34.safetensors");
        SafetensorsWriter.write(
                path,
                Map.of(),
                List.of(
                        full("conv1.weight", 1, Shape.of(64, 3, 7, 7)),
                        full("bn1.running_mean", 2, Shape.of(64)),
                        full("layer1.0.conv1.weight", 3, Shape.of(64, 64, 3, 3)),
                        full("layer4.0.downsample.0.weight", 4, Shape.of(512, 256, 1, 1)),
                        full("fc.bias", 5, Shape.of(1000))));
        try (WeightFile file = WeightFiles.open(path);
                PsFusionNetwork network = new PsFusionNetwork(9)) {
            BindingReport report = StateDictLoader.loadMatching(network.parameters(), file, backend);

            assertThat(report.matched())
                    .containsExactlyInAnyOrder(
                            "encoder_thermal_bn1.running_mean",
                            "encoder_thermal_layer3.0.conv1.weight",
                            "encoder_thermal_layer6.0.downsample.0.weight",
                            "encoder_rgb_bn1.running_mean",
                            "encoder_rgb_layer3.0.conv1.weight",
                            "encoder_rgb_layer6.0.downsample.0.weight");
            assertThat(report.unexpected()).containsExactly("conv1.weight", "fc.bias");
            assertThat(report.missing()).hasSize(1354);
            Parameter taken = network.parameters().all().stream()
                    .filter(parameter -> parameter.name().equals("encoder_rgb_layer6.0.downsample.0.weight"))
                    .findAny()
                    .orElseThrow();
            assertThat(taken.value().toFloats()).containsOnly(4);
        }
    }

    @Test
    void keepsTheHeadOfAnotherNumberOfClasses() throws IOException {
        Path path = folder.resolve("w.safetensors");
        SafetensorsWriter.write(path, Map.of(), empty("", new PsFusionNetwork(20)));
        try (WeightFile file = WeightFiles.open(path);
                PsFusionNetwork network = new PsFusionNetwork(9)) {
            network.parameters().initialize(backend, 1);
            BindingReport report = StateDictLoader.loadMatching(network.parameters(), file, backend);

            assertThat(report.shapeMismatch())
                    .containsExactly(
                            "classfier.semantic_conv2.weight is FLOAT32 [20, 64, 3, 3] in the file, the network expects"
                                    + " [9, 64, 3, 3]",
                            "classfier.semantic_conv2.bias is FLOAT32 [20] in the file, the network expects [9]");
            assertThat(report.matched()).hasSize(1358);
            assertThat(report.isComplete()).isFalse();
        }
    }

    /** All tensors of a network as zeros. */
    private static List<TensorToWrite> empty(String prefix, PsFusionNetwork network) {
        List<TensorToWrite> tensors = new ArrayList<>();
        for (Parameter parameter : network.parameters().all()) {
            boolean counter = parameter.kind() == Parameter.Kind.COUNTER;
            DataType type = counter ? DataType.INT64 : DataType.FLOAT32;
            tensors.add(zeros(prefix + parameter.name(), type, parameter.shape()));
        }
        return tensors;
    }

    private static TensorToWrite zeros(String name, DataType type, Shape shape) {
        int size = (int) shape.elements() * type.bytes();
        return new TensorToWrite(name, type, shape, () -> ByteBuffer.allocate(size));
    }

    private static TensorToWrite full(String name, float value, Shape shape) {
        int elements = (int) shape.elements();
        return new TensorToWrite(name, DataType.FLOAT32, shape, () -> {
            ByteBuffer bytes = ByteBuffer.allocate(4 * elements).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < elements; i++) {
                bytes.putFloat(value);
            }
            return bytes.flip();
        });
    }
}
