// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.Tracer;
import io.github.psfusion.testing.RuleNumbers;
import io.github.psfusion.testing.tensors.GraphCase;
import io.github.psfusion.testing.tensors.GraphCases;
import io.github.psfusion.testing.tensors.Inputs;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation as ONNX Runtime computes the file, at sizes other than the recorded one, against the backend itself. */
class OnnxWriterTest {
    private static final int CHANNELS = GraphCase.CHANNELS;
    private static final int TRACED = 16;

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

    static Stream<GraphCase> exported() {
        return GraphCases.all().stream().filter(each -> each.export() != GraphCase.Export.REFUSED);
    }

    static Stream<GraphCase> refused() {
        return GraphCases.all().stream().filter(each -> each.export() == GraphCase.Export.REFUSED);
    }

    private static Graph traced(UnaryOperator<Tensor> operation) {
        Tracer tracer = new Tracer(Map.of());
        Tensor x = tracer.input(GraphCase.INPUT, Shape.of(1, CHANNELS, TRACED, TRACED), DataType.FLOAT32);
        return tracer.graph(Map.of(GraphCase.OUTPUT, operation.apply(x)));
    }

    private Path written(Graph graph, int multiple) throws IOException {
        Path file = folder.resolve("operation.onnx");
        OnnxOptions options = new OnnxOptions("test", "a test", multiple, Optional.empty(), Map.of("by", "a test"));
        OnnxWriter.write(file, graph, options, backend);
        return file;
    }

    private static float[] numbers(int height, int width) {
        double[] uniform = RuleNumbers.uniform("x", CHANNELS * height * width);
        float[] numbers = new float[uniform.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) uniform[i];
        }
        return numbers;
    }

    private static double[] run(Path file, float[] numbers, int height, int width) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString(), new OrtSession.SessionOptions());
                OnnxTensor x = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(numbers), new long[] {1, CHANNELS, height, width});
                OrtSession.Result results = session.run(Map.of(GraphCase.INPUT, x))) {
            OnnxTensor y = (OnnxTensor) results.get(0);
            return y.getInfo().type == OnnxJavaType.INT64 ? integers(y.getLongBuffer()) : floats(y.getFloatBuffer());
        }
    }

    private static double[] integers(LongBuffer buffer) {
        return LongStream.generate(buffer::get)
                .limit(buffer.remaining())
                .asDoubleStream()
                .toArray();
    }

    private static double[] floats(FloatBuffer buffer) {
        return DoubleStream.generate(buffer::get).limit(buffer.remaining()).toArray();
    }

    @ParameterizedTest
    @MethodSource("exported")
    void onnxRuntimeComputesTheSameAtAnySize(GraphCase operation) throws IOException, OrtException {
        try (TensorScope scope = backend.openScope()) {
            Inputs constants = Inputs.of(backend);
            Path file = written(operation.graph(constants, TRACED, TRACED), 2);
            boolean anySize = operation.export() == GraphCase.Export.ONNX;
            for (int[] size : anySize ? new int[][] {{16, 16}, {34, 18}, {2, 40}} : new int[][] {{TRACED, TRACED}}) {
                float[] numbers = numbers(size[0], size[1]);
                Tensor x = backend.floats(Shape.of(1, CHANNELS, size[0], size[1]), numbers);
                double[] expected = operation.computation().apply(constants, x).toDoubles();
                double[] actual = run(file, numbers, size[0], size[1]);
                assertThat(actual).hasSameSizeAs(expected);
                for (int i = 0; i < expected.length; i++) {
                    assertThat(actual[i]).isCloseTo(expected[i], within(2e-5 * (1 + Math.abs(expected[i]))));
                }
            }
        }
    }

    @Test
    void otherSizesArePaddedByReflection() throws IOException, OrtException {
        int height = 3;
        int width = 5;
        float[] numbers = numbers(height, width);
        // The mean depends on the padded pixels: of 16 rows, row i comes from i mod 6, back from 3 on.
        Path file = written(traced(x -> x.multiply(0).add(x.globalAveragePool())), 16);
        double[] actual = run(file, numbers, height, width);
        double sum = 0;
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                sum += numbers[Math.min(y % 6, 5 - y % 6) * width + Math.min(x % 10, 9 - x % 10)];
            }
        }
        assertThat(actual).hasSize(CHANNELS * height * width);
        assertThat(actual[0]).isCloseTo(sum / 256, within(1e-5));
    }

    @Test
    void aFixedSizeAndTheMetadataAreDeclared() throws IOException, OrtException {
        Path file = folder.resolve("fixed.onnx");
        OnnxOptions.Size size = new OnnxOptions.Size(20, 30);
        Graph graph = traced(Tensor::relu);
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

    @ParameterizedTest
    @MethodSource("refused")
    void whatOnnxHasNotIsRefusedAndNothingIsWritten(GraphCase operation) {
        Path file = folder.resolve("refused.onnx");
        OnnxOptions options = new OnnxOptions("net", "a test", 1, Optional.empty(), Map.of());
        try (TensorScope scope = backend.openScope()) {
            Graph graph = operation.graph(Inputs.of(backend), TRACED, TRACED);
            assertThatThrownBy(() -> OnnxWriter.write(file, graph, options, backend))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("ONNX files hold no (ConvAdd|Quantize).*");
        }
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void aReshapeThatDependsOnTheSizeIsRefused() {
        Path file = folder.resolve("refused.onnx");
        OnnxOptions options = new OnnxOptions("net", "a test", 1, Optional.empty(), Map.of());
        Graph reshaped = traced(x -> x.reshape(1, 3, 32, 16));
        assertThatThrownBy(() -> OnnxWriter.write(file, reshaped, options, backend))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1, 3, 32, 16]");
        assertThat(Files.exists(file)).isFalse();
    }
}
