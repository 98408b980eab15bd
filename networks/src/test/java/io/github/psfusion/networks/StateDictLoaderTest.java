// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.networks.psfusion.RuleNetwork;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a file goes into a network, and what is said of what does not. */
@Tag("slow")
class StateDictLoaderTest {
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
        try (PsFusionNetwork network = initialized(9)) {
            List<TensorToWrite> tensors =
                    new ArrayList<>(StateDictLoader.toWrite(network.parameters(), DataType.FLOAT32).stream()
                            .filter(tensor -> !tensor.name().equals(BIAS)
                                    && !tensor.name().equals(WEIGHT))
                            .toList());
            tensors.add(zeros(WEIGHT, 1, 16, 3, 3));
            tensors.add(zeros("pred_thermal.weight", 4));
            SafetensorsWriter.write(file, Map.of(), tensors);
        }
        try (WeightFile weights = WeightFiles.open(file)) {
            assertThatThrownBy(() -> RuleNetwork.read(weights, backend, DataType.FLOAT32))
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
        try (PsFusionNetwork network = initialized(5)) {
            RuleNetwork.write(file, network, DataType.FLOAT16, Map.of("seed", "1"));
        }
        try (WeightFile weights = WeightFiles.open(file);
                PsFusionNetwork loaded = RuleNetwork.read(weights, backend, DataType.FLOAT32)) {
            assertThat(loaded.classes()).isEqualTo(5);
            assertThat(weights.metadata()).containsEntry("classes", "5").containsEntry("seed", "1");
            assertThat(weights.type(WEIGHT)).isEqualTo(DataType.FLOAT16);
            assertThat(weights.type(BIAS)).isEqualTo(DataType.FLOAT32);
        }
    }

    @Test
    void otherClassesLeaveOnlyTheirHeadRandom() throws IOException {
        Path file = folder.resolve("five.safetensors");
        try (PsFusionNetwork network = initialized(5)) {
            RuleNetwork.write(file, network, DataType.FLOAT32, Map.of());
        }
        try (WeightFile weights = WeightFiles.open(file);
                PsFusionNetwork nine = new PsFusionNetwork(9)) {
            BindingReport report = StateDictLoader.loadMatching(nine.parameters(), weights, backend);
            assertThat(report.matched()).hasSize(1358);
            assertThat(report.shapeMismatch()).hasSize(2).allMatch(name -> name.startsWith("classfier.semantic_conv2"));
        }
    }

    @Test
    void wholeBackboneOfTorchvisionFillsBothEncoders() throws IOException {
        Path file = folder.resolve("resnet34.safetensors");
        List<TensorToWrite> backbone = resnet34();
        SafetensorsWriter.write(file, Map.of(), backbone);
        try (WeightFile weights = WeightFiles.open(file);
                PsFusionNetwork network = new PsFusionNetwork(9)) {
            BindingReport report = StateDictLoader.loadMatching(network.parameters(), weights, backend);

            Pattern ofBackbone = Pattern.compile("encoder_(rgb|thermal)_(bn1|layer[3-6])\\..*");
            assertThat(report.missing())
                    .noneMatch(name -> ofBackbone.matcher(name).matches());
            assertThat(report.shapeMismatch()).isEmpty();
            assertThat(report.unexpected()).containsExactly("conv1.weight", "fc.weight", "fc.bias");
            assertThat(report.matched())
                    .hasSize(2 * (backbone.size() - 3))
                    .allMatch(name -> ofBackbone.matcher(name).matches());
            for (String encoder : List.of("encoder_rgb_", "encoder_thermal_")) {
                float number = 0;
                for (Parameter parameter : network.parameters().all()) {
                    boolean filled =
                            report.matched().contains(parameter.name()) && parameter.kind() != Parameter.Kind.COUNTER;
                    if (filled && parameter.name().startsWith(encoder)) {
                        number++;
                        assertThat(parameter.value().toFloats())
                                .as(parameter.name())
                                .containsOnly(number);
                    }
                }
            }
        }
    }

    /** All tensors of torchvision's ResNet-34 in its order; those that the encoders share are filled with 1, 2, 3... */
    private static List<TensorToWrite> resnet34() {
        int[] blocks = {3, 4, 6, 3};
        int[] channels = {64, 128, 256, 512};
        List<TensorToWrite> shared = new ArrayList<>();
        AtomicInteger number = new AtomicInteger();
        addNorm(shared, number, "bn1", 64);
        int in = 64;
        for (int stage = 0; stage < blocks.length; stage++) {
            int out = channels[stage];
            for (int block = 0; block < blocks[stage]; block++) {
                String name = "layer" + (stage + 1) + "." + block;
                shared.add(constant(name + ".conv1.weight", number.incrementAndGet(), out, in, 3, 3));
                addNorm(shared, number, name + ".bn1", out);
                shared.add(constant(name + ".conv2.weight", number.incrementAndGet(), out, out, 3, 3));
                addNorm(shared, number, name + ".bn2", out);
                if (in != out) {
                    shared.add(constant(name + ".downsample.0.weight", number.incrementAndGet(), out, in, 1, 1));
                    addNorm(shared, number, name + ".downsample.1", out);
                }
                in = out;
            }
        }
        List<TensorToWrite> all = new ArrayList<>(List.of(zeros("conv1.weight", 64, 3, 7, 7)));
        all.addAll(shared);
        all.addAll(List.of(zeros("fc.weight", 1000, 512), zeros("fc.bias", 1000)));
        return all;
    }

    private static void addNorm(List<TensorToWrite> tensors, AtomicInteger number, String name, long channels) {
        for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
            tensors.add(constant(name + "." + part, number.incrementAndGet(), channels));
        }
        tensors.add(new TensorToWrite(
                name + ".num_batches_tracked", DataType.INT64, Shape.SCALAR, () -> ByteBuffer.allocate(Long.BYTES)));
    }

    @Test
    void checkpointOfAnotherNetworkIsRefusedWithTheMissingNames() throws IOException {
        Path file = Path.of("src/test/resources/goldens/tiny.bare.pth");
        try (WeightFile weights = WeightFiles.open(file);
                PsFusionNetwork network = new PsFusionNetwork(9)) {
            assertThatThrownBy(() -> StateDictLoader.load(network.parameters(), weights, backend))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageContaining("0 matched, 1360 missing")
                    .hasMessageContaining("missing: encoder_thermal_conv1.SFEB1.0.weight, ")
                    .hasMessageContaining(", and 1350 more");
            assertThatThrownBy(() -> RuleNetwork.read(weights, backend, DataType.FLOAT32))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageContaining("not a PSFusion weight file")
                    .hasMessageContaining("classfier.semantic_conv2.weight");
        }
    }

    @Test
    void fileInWhichNothingFitsIsRefused() throws IOException {
        Path file = folder.resolve("nothing.safetensors");
        SafetensorsWriter.write(file, Map.of(), List.of(zeros("something", 3)));
        try (WeightFile weights = WeightFiles.open(file);
                PsFusionNetwork network = new PsFusionNetwork(9)) {
            assertThatThrownBy(() -> StateDictLoader.loadMatching(network.parameters(), weights, backend))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageContaining("nothing in it fits");
        }
    }

    private PsFusionNetwork initialized(int classes) {
        PsFusionNetwork network = new PsFusionNetwork(classes);
        network.parameters().initialize(backend, 1);
        return network;
    }

    private static TensorToWrite zeros(String name, long... sizes) {
        return constant(name, 0, sizes);
    }

    private static TensorToWrite constant(String name, float value, long... sizes) {
        Shape shape = Shape.of(sizes);
        return new TensorToWrite(name, DataType.FLOAT32, shape, () -> {
            ByteBuffer bytes =
                    ByteBuffer.allocate((int) shape.elements() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining()) {
                bytes.putFloat(value);
            }
            return bytes.flip();
        });
    }
}
