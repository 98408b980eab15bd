// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.FusionResult;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.networks.inference.NetworkGraphs;
import io.github.psfusion.networks.inference.NetworkOnnx;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.testing.RuleImages;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exported file in ONNX Runtime against the network in libtorch. */
@Tag("slow")
class OnnxRuntimeParityTest {
    private static final Set<String> EXTRA = Set.of("classes", "binary", "boundary", "infrared", "visible");
    private static final NetworkOnnx.Settings SETTINGS =
            new NetworkOnnx.Settings(NetworkGraphs.allOutputs(PsFusionSpec.INSTANCE), Optional.empty(), "a test");

    @TempDir
    @SuppressWarnings("NullAway.Init") // before all tests
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static PsFusion psfusion;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static OrtSession session;

    @BeforeAll
    static void load() throws IOException, OrtException {
        Path weights = folder.resolve("rule.safetensors");
        Path file = folder.resolve("rule.onnx");
        try (Backend backend = Backends.open(BackendOptions.defaults());
                PsFusionNetwork network = RuleNetwork.load(backend, 9, DataType.FLOAT32)) {
            RuleNetwork.write(weights, network, DataType.FLOAT32, Map.of("data", "none"));
            try (WeightFile stored = WeightFiles.open(weights)) {
                NetworkOnnx.write(file, PsFusionSpec.INSTANCE, stored, backend, SETTINGS);
            }
        }
        psfusion = PsFusion.load(weights, MethodContext.defaults().withPrecision(Precision.FLOAT32));
        session = OrtEnvironment.getEnvironment().createSession(file.toString(), new OrtSession.SessionOptions());
    }

    @AfterAll
    static void close() throws OrtException {
        psfusion.close();
        session.close();
    }

    private static OnnxTensor tensor(float[] numbers, long... shape) throws OrtException {
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(numbers), shape);
    }

    private static Plane plane(float[] planes, int index, int width, int height) {
        int size = width * height;
        return Plane.wrap(width, height, Arrays.copyOfRange(planes, index * size, (index + 1) * size));
    }

    @ParameterizedTest
    @CsvSource({"64,64", "96,160", "1,1", "45,77", "128,33"})
    void agreesWithLibtorch(int height, int width) throws OrtException {
        float[] visible = RuleImages.batch("onnx.vi", 1, 3, height, width);
        float[] infrared = RuleImages.batch("onnx.ir", 1, 1, height, width);
        ColorImage colors = new ColorImage(
                plane(visible, 0, width, height), plane(visible, 1, width, height), plane(visible, 2, width, height));
        FusionResult expected = psfusion.fuse(
                new ImagePair("rule", plane(infrared, 0, width, height), colors), OutputSet.LUMINANCE.withExtra(EXTRA));
        try (OnnxTensor vi = tensor(visible, 1, 3, height, width);
                OnnxTensor ir = tensor(infrared, 1, 1, height, width);
                OrtSession.Result results = session.run(Map.of("visible", vi, "infrared", ir))) {
            assertEqual(results, "fused", expected.image().luminance());
            assertEqual(
                    results,
                    "infrared_reconstruction",
                    expected.image("infrared").luminance());
            assertEqual(
                    results, "visible_reconstruction", expected.image("visible").luminance());
            assertEqual(results, "classes", expected.labels("classes"));
            assertEqual(results, "binary", expected.labels("binary"));
            assertEqual(results, "boundary", expected.labels("boundary"));
        }
    }

    private static OnnxTensor output(OrtSession.Result results, String output) {
        return (OnnxTensor) results.get(output).orElseThrow();
    }

    private static void assertEqual(OrtSession.Result results, String output, Plane expected) {
        FloatBuffer actual = output(results, output).getFloatBuffer();
        float[] values = expected.toArray();
        assertThat(actual.remaining()).isEqualTo(values.length);
        for (int i = 0; i < values.length; i++) {
            assertThat(actual.get(i)).as("%s %s", output, i).isCloseTo(values[i], within(1e-4f));
        }
    }

    /** Where two classes are equally likely to rounding, either may win. */
    private static void assertEqual(OrtSession.Result results, String output, LabelMap expected) {
        ByteBuffer actual = output(results, output).getByteBuffer();
        byte[] values = expected.toArray();
        assertThat(actual.remaining()).isEqualTo(values.length);
        int others = 0;
        for (int i = 0; i < values.length; i++) {
            others += actual.get(i) == values[i] ? 0 : 1;
        }
        assertThat(others).as("%s", output).isLessThanOrEqualTo(values.length / 1000);
    }

    @Test
    void imagesOfDifferentSizesAreRefused() throws OrtException {
        try (OnnxTensor vi = tensor(new float[3 * 60 * 60], 1, 3, 60, 60);
                OnnxTensor ir = tensor(new float[60 * 61], 1, 1, 60, 61)) {
            assertThatThrownBy(() -> {
                        try (OrtSession.Result results = session.run(Map.of("visible", vi, "infrared", ir))) {
                            assertThat(results.size()).isZero();
                        }
                    })
                    .isInstanceOf(OrtException.class)
                    .hasMessageContaining("61");
        }
    }

    @Test
    void tellsWhereItCameFrom() throws OrtException {
        assertThat(Objects.requireNonNull(session.getMetadata()).getCustomMetadata())
                .containsEntry("network", "PSFusion")
                .containsEntry("classes", "9")
                .containsEntry("data", "none");
    }
}
