// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethodProvider;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.FusionTimer;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkCalibration;
import io.github.psfusion.networks.inference.NetworkOnnx;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.NetworkSpecs;
import io.github.psfusion.networks.inference.NetworkTensors;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.networks.inference.WeightImport;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.testing.RuleImages;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of twenty lines does all that networks do, by what it declares alone. */
class ToyNetworkTest {
    private static final int WIDTH = 45;
    private static final int HEIGHT = 37;

    private final Backend backend = Backends.open(BackendOptions.defaults());
    private final long before = backend.liveTensors();
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before each test
    private Path weights;

    /** Names the provider as a jar would, and writes weights. */
    @BeforeEach
    void join() throws IOException {
        Path services = Files.createDirectories(folder.resolve("jar/META-INF/services"));
        Files.writeString(services.resolve(FusionMethodProvider.class.getName()), ToyProvider.class.getName());
        URL[] jar = {folder.resolve("jar").toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(jar, loader));
        weights = folder.resolve("toy.safetensors");
        try (Network network = initialized()) {
            NetworkSpec spec = new ToySpec();
            NetworkWeights.write(
                    weights, spec, Architecture.published(spec), network, DataType.FLOAT32, Map.of("made", "here"));
        }
    }

    @AfterEach
    void leave() throws IOException {
        if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader joined) {
            joined.close();
        }
        Thread.currentThread().setContextClassLoader(loader);
        assertThat(backend.liveTensors()).isEqualTo(before);
    }

    private Network initialized() {
        Network network = new ToyNetwork();
        network.parameters().initialize(backend, 7);
        return network;
    }

    private static FusionMethod open(String text, MethodContext context) throws IOException, MethodOptionException {
        return FusionMethods.parse(text).open(context);
    }

    private static Plane plane(String name) {
        return Plane.wrap(WIDTH, HEIGHT, RuleImages.channel(name, 0, 0, HEIGHT, WIDTH));
    }

    private static ImagePair pair() {
        return new ImagePair("toy", plane("ir"), plane("vi"));
    }

    /** Returns what the network itself computes, without graph, padding or method. */
    private float[] expected() {
        ImagePair pair = pair();
        Shape shape = Shape.of(1, 1, HEIGHT, WIDTH);
        try (TensorScope scope = backend.openScope();
                Network network = initialized()) {
            NetworkTensors inputs = NetworkTensors.of(
                            "infrared", backend.floats(shape, pair.infrared().toArray()))
                    .with(
                            "visible",
                            backend.floats(shape, pair.visible().luminance().toArray()));
            return network.evaluate(inputs, Set.of("fused")).get("fused").toFloats();
        }
    }

    @Test
    void fusesByItsName() throws IOException, MethodOptionException {
        MethodContext context = MethodContext.defaults().withWeights(weights);
        try (FusionMethod method = open("toy:precision=float32", context)) {
            assertThat(method.fuseLuminance(pair()).toArray()).containsExactly(expected(), within(1e-5f));
            assertThat(method.description().key()).isEqualTo("toy:precision=float32");
            assertThat(method.description().settings())
                    .containsEntry("precision", "float32")
                    .containsEntry("weights", "toy.safetensors");
            assertThat(method.capabilities().extraOutputs()).isEmpty();
            assertThat(method.memoryNeeded(WIDTH, HEIGHT, OutputSet.IMAGE)).isPresent();
            ColorImage colors = plane("vi").toColor();
            assertThat(method.fuse(new ImagePair("color", plane("ir"), colors))).isInstanceOf(ColorImage.class);
        }
        assertThatThrownBy(() -> open("toy:sizing=as-published", context))
                .isInstanceOf(MethodOptionException.class)
                .hasMessageContaining("there is no option sizing; known are weights, device, precision, threads");
    }

    @Test
    void countsItsBlocks() {
        List<BlockCost> blocks = new ToyProvider().blocks(WIDTH, HEIGHT);

        long pixels = WIDTH * HEIGHT;
        assertThat(blocks)
                .containsExactly(
                        new BlockCost("first", 2 * 32 * 9 + 32, 2 * 32 * 9 * pixels, true),
                        new BlockCost("norm", 2 * 32, 0, true),
                        new BlockCost("second", 32 * 32 * 9 + 32, 32 * 32 * 9 * pixels, true),
                        new BlockCost("last", 32 * 9 + 1, 32 * 9 * pixels, true));
    }

    @Test
    void takesTheTimeOfItsBlocks() throws IOException, MethodOptionException {
        List<String> reported = new ArrayList<>();
        FusionTimer timer = new FusionTimer() {
            @Override
            public void stage(String name, long nanoseconds) {
                reported.add(name);
            }

            @Override
            public void block(String name, long nanoseconds) {
                reported.add("block " + name);
            }
        };
        MethodContext context = MethodContext.defaults().withWeights(weights).withPrecision(Precision.FLOAT32);
        try (FusionMethod method = open("toy", context)) {
            Image timed = method.fuse(pair(), timer);
            assertThat(timed).isEqualTo(method.fuse(pair()));
        }
        assertThat(reported).startsWith("network", "color").contains("block first", "block second", "block last");
    }

    @Test
    void quantizesWithItsRanges() throws IOException, MethodOptionException {
        Path calibrated = folder.resolve("int8.safetensors");
        try (WeightFile file = WeightFiles.open(weights);
                NetworkCalibration calibration = new NetworkCalibration(NetworkSpecs.recognize(file), file, backend)) {
            calibration.observe(pair());
            assertThat(calibration.ranges().byConvolution().keySet()).containsExactly("second.weight");
            calibration.write(calibrated, "of the rule");
        }
        try (WeightFile file = WeightFiles.open(calibrated)) {
            assertThat(file.metadata())
                    .containsEntry("network", "Toy")
                    .containsEntry("made", "here")
                    .containsEntry("int8_pictures", "1 pairs, of the rule");
            assertThat(NetworkCalibration.ranges(file)).isPresent();
        }
        assumeTrue(backend.supportsInt8(), "the CPU has no products of bytes");
        MethodContext context = MethodContext.defaults().withWeights(calibrated).withPrecision(Precision.INT8);
        try (FusionMethod method = open("toy", context)) {
            assertThat(method.capabilities().precision()).contains(Precision.INT8);
            assertThat(method.fuseLuminance(pair()).toArray()).containsExactly(expected(), within(0.02f));
        }
    }

    @Test
    void runsElsewhereAsOnnx() throws IOException, OrtException {
        Path file = folder.resolve("toy.onnx");
        try (WeightFile stored = WeightFiles.open(weights)) {
            NetworkOnnx.write(
                    file,
                    NetworkSpecs.recognize(stored),
                    stored,
                    backend,
                    new NetworkOnnx.Settings(Set.of("fused"), Optional.empty(), "a test"));
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = {1, 1, HEIGHT, WIDTH};
        try (OrtSession session = environment.createSession(file.toString(), new OrtSession.SessionOptions());
                OnnxTensor infrared = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(plane("ir").toArray()), shape);
                OnnxTensor visible = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(plane("vi").toArray()), shape);
                OrtSession.Result results = session.run(Map.of("infrared", infrared, "visible", visible))) {
            float[] fused = new float[WIDTH * HEIGHT];
            ((OnnxTensor) results.get("fused").orElseThrow()).getFloatBuffer().get(fused);
            assertThat(fused).containsExactly(expected(), within(1e-5f));
        }
    }

    @Test
    void isRecognizedAndImported() throws IOException {
        Path parallel = folder.resolve("parallel.safetensors");
        try (WeightFile file = WeightFiles.open(weights)) {
            assertThat(NetworkSpecs.recognize(file)).isInstanceOf(ToySpec.class);
            assertThat(NetworkWeights.compare(new ToySpec(), file).isComplete()).isTrue();
            SafetensorsWriter.write(
                    parallel,
                    Map.of(),
                    TensorToWrite.allOf(file).stream()
                            .map(tensor -> new TensorToWrite(
                                    "module." + tensor.name(), tensor.type(), tensor.shape(), tensor.bytes()))
                            .toList());
        }
        Path imported = folder.resolve("imported.safetensors");
        try (WeightFile file = WeightFiles.open(parallel)) {
            NetworkSpec spec = NetworkSpecs.recognize(file);
            try (WeightImport done = WeightImport.load(spec, file, WeightImport.Unexpected.REFUSE, backend)) {
                assertThat(done.report().isComplete()).isTrue();
                done.write(imported, DataType.FLOAT32);
            }
        }
        try (WeightFile file = WeightFiles.open(imported)) {
            assertThat(file.metadata())
                    .containsEntry("network", "Toy")
                    .containsEntry("source", "parallel.safetensors")
                    .containsKey("source_sha256");
            assertThat(file.names()).contains("first.weight", "norm.running_var");
        }
    }

    @Test
    void itsFileIsRefusedByOtherNetworks() throws IOException {
        NetworkSpec psfusion = NetworkSpecs.find("psfusion").orElseThrow();
        try (WeightFile file = WeightFiles.open(weights)) {
            assertThatThrownBy(() -> NetworkWeights.load(psfusion, file, backend, DataType.FLOAT32))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageContaining("not a PSFusion weight file: it seems to hold Toy (11 tensors)");
        }
    }

    /** The guide shows the sources of this package, so that what it shows compiles. */
    @Test
    void theGuideShowsItsSources() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "guide", "add-a-network.md"));
        for (String file : List.of("ToyNetwork.java", "ToySpec.java", "ToyProvider.java")) {
            Path source = Path.of("src/test/java/io/github/psfusion/networks/toy", file);
            String code = Files.readString(source);
            String shown = code.substring(code.indexOf("package ")).strip();
            assertThat(guide).as(file).contains("```java\n" + shown + "\n```");
        }
    }
}
