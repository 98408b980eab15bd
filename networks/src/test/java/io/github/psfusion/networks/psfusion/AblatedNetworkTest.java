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
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.networks.BindingReport;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.networks.inference.NetworkCalibration;
import io.github.psfusion.networks.inference.NetworkGraphs;
import io.github.psfusion.networks.inference.NetworkOnnx;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.testing.RuleImages;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights of variants on their way: written, recognized, fused with, quantized, exported, taken as a start. */
@Tag("slow")
class AblatedNetworkTest {
    private static final PsFusionSpec SPEC = PsFusionSpec.INSTANCE;
    private static final int SIDE = 64;

    private final Backend backend = Backends.open(BackendOptions.defaults());

    @TempDir
    private Path folder;

    private static PsFusionVariant variant(String list) {
        return PsFusionVariant.withoutKeys(new PsFusionProvider().parts(list));
    }

    private Path weights(PsFusionVariant variant) throws IOException {
        Path file = folder.resolve("variant.safetensors");
        try (PsFusionNetwork network = RuleNetwork.load(backend, 5, DataType.FLOAT32, variant)) {
            RuleNetwork.write(file, network, DataType.FLOAT32, Map.of());
        }
        return file;
    }

    private static ImagePair pair() {
        return new ImagePair("rule", plane("ablated.ir"), plane("ablated.vi"));
    }

    private static Plane plane(String name) {
        return Plane.wrap(SIDE, SIDE, RuleImages.batch(name, 1, 1, SIDE, SIDE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s2p2,psfm", "sfp,psim,sdfm"})
    void fusedImageIsThatOfOnnxRuntimeAndNearlyThatOfBytes(String list) throws IOException, OrtException {
        PsFusionVariant variant = variant(list);
        Path weights = weights(variant);
        Path onnx = folder.resolve("variant.onnx");
        Path calibrated = folder.resolve("int8.safetensors");
        try (WeightFile file = WeightFiles.open(weights)) {
            Set<String> outputs = NetworkGraphs.allOutputs(SPEC, NetworkWeights.architecture(SPEC, file));
            NetworkOnnx.write(onnx, SPEC, file, backend, new NetworkOnnx.Settings(outputs, Optional.empty(), "a test"));
            try (NetworkCalibration calibration = new NetworkCalibration(SPEC, file, backend)) {
                calibration.observe(pair());
                calibration.write(calibrated, "of a test");
            }
        }
        Plane fused = fused(weights, Precision.FLOAT32, variant);
        float[] runtime = inOnnxRuntime(onnx, list);
        float[] expected = fused.toArray();
        for (int i = 0; i < expected.length; i++) {
            assertThat(runtime[i]).isCloseTo(expected[i], within(1e-4f));
        }
        if (!backend.supportsInt8()) {
            return;
        }
        float[] quantized = fused(calibrated, Precision.INT8, variant).toArray();
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.abs(quantized[i] - expected[i]);
        }
        assertThat(sum / expected.length).isLessThan(0.05);
    }

    private static Plane fused(Path weights, Precision precision, PsFusionVariant variant) throws IOException {
        try (PsFusion psfusion = PsFusion.load(weights, MethodContext.defaults().withPrecision(precision))) {
            assertThat(psfusion.variant()).isEqualTo(variant);
            assertThat(psfusion.classes()).isEqualTo(variant.has(PsFusionPart.S2P2) ? 5 : 0);
            assertThat(psfusion.description().settings()).containsEntry("without", String.join(",", variant.keys()));
            Set<String> extra = psfusion.capabilities().extraOutputs().stream()
                    .map(ExtraOutput::name)
                    .collect(Collectors.toSet());
            assertThat(extra.contains("classes")).isEqualTo(variant.has(PsFusionPart.S2P2));
            assertThat(extra.contains("visible")).isEqualTo(variant.has(PsFusionPart.SFP));
            assertThat(psfusion.fuse(pair(), OutputSet.LUMINANCE.withExtra(extra))
                            .extra())
                    .containsOnlyKeys(extra);
            String missing = variant.has(PsFusionPart.S2P2) ? "visible" : "classes";
            assertThatThrownBy(() -> psfusion.fuse(pair(), OutputSet.LUMINANCE.withExtra(Set.of(missing))))
                    .hasMessageContaining("PSFusion without " + String.join(", ", variant.keys()));
            return psfusion.fuseLuminance(pair());
        }
    }

    private static float[] inOnnxRuntime(Path onnx, String list) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        float[] gray = RuleImages.batch("ablated.vi", 1, 1, SIDE, SIDE);
        float[] visible = new float[3 * gray.length];
        for (int channel = 0; channel < 3; channel++) {
            System.arraycopy(gray, 0, visible, channel * gray.length, gray.length);
        }
        float[] infrared = RuleImages.batch("ablated.ir", 1, 1, SIDE, SIDE);
        try (OrtSession session = environment.createSession(onnx.toString(), new OrtSession.SessionOptions());
                OnnxTensor vi =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(visible), new long[] {1, 3, SIDE, SIDE});
                OnnxTensor ir = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(infrared), new long[] {1, 1, SIDE, SIDE});
                OrtSession.Result results = session.run(Map.of("visible", vi, "infrared", ir))) {
            assertThat(Objects.requireNonNull(session.getMetadata()).getCustomMetadata())
                    .containsEntry("without", list);
            float[] fused = new float[gray.length];
            ((OnnxTensor) results.get("fused").orElseThrow()).getFloatBuffer().get(fused);
            return fused;
        }
    }

    @Test
    void weightsOfOneVariantAreNotLoadedAsAnotherButAreAStart() throws IOException {
        Path weights = weights(variant("psim"));
        try (WeightFile file = WeightFiles.open(weights)) {
            assertThatThrownBy(() -> NetworkWeights.load(
                            SPEC, SPEC.architecture(5, variant("sfp")), file, backend, DataType.FLOAT32))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageContaining(
                            "it holds weights of PSFusion without psim, which do not fit PSFusion without" + " sfp");
            try (PsFusionNetwork whole = new PsFusionNetwork(5)) {
                BindingReport report = StateDictLoader.loadMatching(whole.parameters(), file, backend);
                assertThat(report.missing()).isNotEmpty().allMatch(name -> name.matches("SIM[12]\\..*"));
                assertThat(report.unexpected()).isNotEmpty().allMatch(name -> name.matches("SIM[12]\\.concat\\..*"));
            }
        }
    }

    @Test
    void variantsBeginWithTheValuesOfTheWholeNetwork() {
        try (PsFusionNetwork whole = new PsFusionNetwork(5);
                PsFusionNetwork less = new PsFusionNetwork(5, variant("psfm,s2p2"))) {
            whole.parameters().initialize(backend, 11);
            less.parameters().initializeAs(whole.parameters(), backend, 11);
            Map<String, float[]> expected = whole.parameters().trained().stream()
                    .collect(Collectors.toMap(
                            parameter -> parameter.name(),
                            parameter -> parameter.value().toFloats()));
            int shared = 0;
            for (Parameter parameter : less.parameters().trained()) {
                float[] known = expected.get(parameter.name());
                if (known != null) {
                    assertThat(parameter.value().toFloats())
                            .as(parameter.name())
                            .isEqualTo(known);
                    shared++;
                }
            }
            assertThat(shared).isGreaterThan(400);
        }
    }
}
