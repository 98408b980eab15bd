// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.BatchNormState;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Interpolation;
import io.github.psfusion.tensors.PoolOptions;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.Tracer;
import io.github.psfusion.testing.RuleNumbers;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation as ONNX Runtime computes the file, at sizes other than the recorded one, against the engine itself. */
class OnnxWriterTest {
    private static final int CHANNELS = 6;
    private static final int RECORDED = 16;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Backend backend;

    @TempDir
    @SuppressWarnings("NullAway.Init") // before each test
    private Path folder;

    @BeforeAll
    static void open() {
        backend = Backends.open(BackendOptions.defaults());
    }

    @AfterAll
    static void close() {
        backend.close();
    }

    /** An evaluation of a map [1, 6, H, W] that gives [1, C, H, W]. */
    private record Case(String name, UnaryOperator<Tensor> operation) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Tensor weights(String name, long... sizes) {
        Shape shape = Shape.of(sizes);
        return backend.floats(shape, uniform(name, (int) shape.elements()));
    }

    /** Numbers from -1 to 1. */
    private static float[] uniform(String name, int count) {
        double[] numbers = RuleNumbers.uniform(name, count);
        float[] uniform = new float[count];
        for (int i = 0; i < count; i++) {
            uniform[i] = (float) numbers[i];
        }
        return uniform;
    }

    private static Tensor convolved(Tensor x, String name, int stride) {
        Tensor weight = weights(name, CHANNELS, CHANNELS, 3, 3);
        return x.conv2d(weight, weights(name + " bias", CHANNELS), new Conv2dOptions(stride, 1, 1));
    }

    private static Tensor normed(Tensor x) {
        Tensor variance = weights("variance", CHANNELS).multiply(weights("variance", CHANNELS));
        return x.batchNorm(
                new BatchNormState(
                        weights("scale", CHANNELS),
                        weights("shift", CHANNELS),
                        weights("mean", CHANNELS),
                        variance,
                        0.1,
                        1e-5),
                false);
    }

    private static Tensor attended(Tensor x) {
        long[] sizes = x.shape().sizes();
        Tensor places = x.reshape(sizes[0], sizes[1], sizes[2] * sizes[3]).transpose(1, 2);
        return places.attention(places, places.multiply(2)).transpose(1, 2).reshape(sizes);
    }

    private static Tensor enlarged(Tensor x, Interpolation interpolation) {
        Tensor small = convolved(x, "smaller", 2);
        return small.resizeBilinear(x.shape().size(2), x.shape().size(3), interpolation);
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("convolution", x -> convolved(x, "weight", 1)),
                new Case(
                        "depthwise convolution without bias",
                        x -> x.conv2d(
                                weights("depthwise", CHANNELS, 1, 3, 3), null, new Conv2dOptions(1, 1, CHANNELS))),
                new Case("sum", x -> x.add(x.multiply(0.5)).add(2)),
                new Case("difference", x -> x.subtract(weights("subtracted", 1, CHANNELS, 1, 1))),
                new Case("product", x -> x.multiply(x)),
                new Case("maximum", x -> x.maximum(x.multiply(-1))),
                new Case("relu", Tensor::relu),
                new Case("relu6", x -> x.multiply(10).relu6()),
                new Case("sigmoid", Tensor::sigmoid),
                new Case("tanh", Tensor::tanh),
                new Case("batch norm", OnnxWriterTest::normed),
                new Case("instance norm", x -> x.add(5).instanceNorm(1e-5)),
                new Case("global pool", x -> x.multiply(x.globalAveragePool())),
                new Case(
                        "max pool",
                        x -> x.maxPool2d(new PoolOptions(3, 2, 1))
                                .resizeBilinear(x.shape().size(2), x.shape().size(3), Interpolation.ALIGN_CORNERS)),
                new Case("corners aligned", x -> enlarged(x, Interpolation.ALIGN_CORNERS)),
                new Case("edges aligned", x -> enlarged(x, Interpolation.HALF_PIXEL)),
                new Case(
                        "narrow and joined", x -> Tensor.concatenate(1, List.of(x.narrow(1, 2, 3), x.narrow(1, 0, 1)))),
                new Case("attention", OnnxWriterTest::attended));
    }

    private static Graph recorded(UnaryOperator<Tensor> operation, DataType type) {
        Tracer recorder = new Tracer(Map.of());
        Tensor x = recorder.input("x", Shape.of(1, CHANNELS, RECORDED, RECORDED), type);
        return recorder.graph(Map.of("y", operation.apply(x)));
    }

    private Path written(UnaryOperator<Tensor> operation, int multiple) throws IOException {
        Path file = folder.resolve("operation.onnx");
        OnnxOptions options = new OnnxOptions("test", "a test", multiple, Optional.empty(), Map.of("by", "a test"));
        OnnxWriter.write(file, recorded(operation, DataType.FLOAT32), options, backend);
        return file;
    }

    private static float[] numbers(int height, int width) {
        return uniform("x", CHANNELS * height * width);
    }

    private static float[] run(Path file, float[] numbers, int height, int width) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString(), new OrtSession.SessionOptions());
                OnnxTensor x = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(numbers), new long[] {1, CHANNELS, height, width});
                OrtSession.Result results = session.run(Map.of("x", x))) {
            FloatBuffer y = ((OnnxTensor) results.get(0)).getFloatBuffer();
            float[] values = new float[y.remaining()];
            y.get(values);
            return values;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onnxRuntimeComputesTheSameAtAnySize(Case tested) throws IOException, OrtException {
        try (TensorScope scope = backend.openScope()) {
            Path file = written(tested.operation(), 2);
            for (int[] size : new int[][] {{16, 16}, {34, 18}, {2, 40}}) {
                float[] numbers = numbers(size[0], size[1]);
                Tensor x = backend.floats(Shape.of(1, CHANNELS, size[0], size[1]), numbers);
                float[] expected = tested.operation().apply(x).toFloats();
                float[] actual = run(file, numbers, size[0], size[1]);
                assertThat(actual).hasSameSizeAs(expected);
                for (int i = 0; i < expected.length; i++) {
                    assertThat(actual[i]).isCloseTo(expected[i], within(2e-5f * (1 + Math.abs(expected[i]))));
                }
            }
        }
    }

    @Test
    void otherSizesAreContinuedByReflection() throws IOException, OrtException {
        int height = 3;
        int width = 5;
        float[] numbers = numbers(height, width);
        // The mean tells the continued pixels: of 16 rows, row i comes from i mod 6, back from 3 on.
        Path file = written(x -> x.multiply(0).add(x.globalAveragePool()), 16);
        float[] actual = run(file, numbers, height, width);
        double sum = 0;
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                sum += numbers[Math.min(y % 6, 5 - y % 6) * width + Math.min(x % 10, 9 - x % 10)];
            }
        }
        assertThat(actual).hasSize(CHANNELS * height * width);
        assertThat(actual[0]).isCloseTo((float) (sum / 256), within(1e-5f));
    }

    @Test
    void aFixedSizeAndTheMetadataAreDeclared() throws IOException, OrtException {
        Path file = folder.resolve("fixed.onnx");
        OnnxOptions.Size size = new OnnxOptions.Size(20, 30);
        Graph graph = recorded(Tensor::relu, DataType.FLOAT32);
        OnnxWriter.write(
                file, graph, new OnnxOptions("net", "a test", 16, Optional.of(size), Map.of("by", "us")), backend);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString(), new OrtSession.SessionOptions())) {
            assertThat(session.getInputInfo().toString()).contains("shape=[1, 6, 20, 30]");
            assertThat(session.getOutputInfo().toString()).contains("shape=[1, 6, 20, 30]");
            assertThat(session.getMetadata().getCustomMetadata()).containsEntry("by", "us");
            assertThat(session.getMetadata().getProducerName()).isEqualTo("a test");
        }
    }

    @Test
    void whatOnnxHasNotIsRefusedAndNothingIsWritten() {
        Path file = folder.resolve("refused.onnx");
        OnnxOptions options = new OnnxOptions("net", "a test", 1, Optional.empty(), Map.of());
        try (TensorScope scope = backend.openScope()) {
            Graph bytes = recorded(x -> x.quantize(weights("factors", 1, CHANNELS, 1, 1), 3), DataType.FLOAT32);
            assertThatThrownBy(() -> OnnxWriter.write(file, bytes, options, backend))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Quantize");
        }
        Graph reshaped = recorded(x -> x.reshape(1, 3, 32, 16), DataType.FLOAT32);
        assertThatThrownBy(() -> OnnxWriter.write(file, reshaped, options, backend))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1, 3, 32, 16]");
        assertThat(Files.exists(file)).isFalse();
    }
}
