// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published networks and their variants, with weights by the rule, as ONNX Runtime computes their exported files, at two sizes. */
@Tag("slow")
class PublishedNetworksOnnxTest {
    /** With its running statistics FusionGAN by the rule fades to one level, and saturates with larger shifts; only it has these names. */
    private static final Map<String, Float> SHIFTS = Map.of(
            "layer1.norm.weight", 3f,
            "layer2.norm.weight", 3f,
            "layer3.norm.weight", 3f,
            "layer4.norm.weight", 3f);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "seafusion, '', '', 1",
        "didfuse, '', '', 1.5",
        "didfuse, rule, average, 1.5",
        "didfuse, rule, l1, 1.5",
        "tardal, '', '', 1.5",
        "tardal, statistics, image, 1.5",
        "umf-cmgr, '', '', 1.2",
        "rfn-nest, '', '', 1",
        "rfn-nest, fusion, maximum, 1",
        "rfn-nest, fusion, spatial, 1",
        "swinfusion, '', '', 1",
        "u2fusion, '', '', 1.6",
        "u2fusion, order, visible-first, 1.6",
        "fusiongan, '', '', 1",
        "fusiongan, statistics, running, 1"
    })
    void onnxRuntimeComputesTheSame(String key, String option, String value, double gain)
            throws IOException, OrtException {
        NetworkSpec spec = NetworkSpecs.find(key).orElseThrow();
        Map<String, String> options = option.isEmpty() ? Map.of() : Map.of(option, value);
        Path weights = GoldenMethod.ruleWeights(folder.resolve("rule.safetensors"), spec, name -> gain, SHIFTS);
        for (ImagePair pair : new ImagePair[] {GoldenMethod.rulePair(24, 40), GoldenMethod.rulePair(37, 29)}) {
            float[] expected = GoldenMethod.raw(spec, options, weights, pair);
            assertThat(spread(expected)).as("an image, not one level").isGreaterThan(0.01);
            float[] actual = run(exported(spec, options, weights, pair), spec, pair);
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat(Math.abs(actual[i] - expected[i])).isLessThan(1e-4f);
            }
        }
    }

    private static double spread(float[] values) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        return greatest - least;
    }

    private Path exported(NetworkSpec spec, Map<String, String> options, Path weights, ImagePair pair)
            throws IOException {
        Path model = folder.resolve("network.onnx");
        Optional<OnnxOptions.Size> size = spec.exportsAnySize()
                ? Optional.empty()
                : Optional.of(new OnnxOptions.Size(pair.height(), pair.width()));
        NetworkOnnx.Settings settings = new NetworkOnnx.Settings(Set.of(NetworkOutput.FUSED), size, "a test");
        try (WeightFile file = NetworkWeightFiles.open(weights, spec);
                Backend backend = Backends.open(BackendOptions.defaults());
                Network network = NetworkWeights.load(
                        spec,
                        NetworkWeights.architecture(spec, file).withOptions(options),
                        file,
                        backend,
                        DataType.FLOAT32)) {
            NetworkOnnx.write(model, new NetworkGraphs(spec, network), spec, backend, settings, Map.of());
        }
        return model;
    }

    private static float[] run(Path model, NetworkSpec spec, ImagePair pair) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try (OrtSession session = environment.createSession(model.toString(), new OrtSession.SessionOptions())) {
            for (NetworkInput input : spec.inputs()) {
                Image image = input.source() == NetworkInput.Source.INFRARED ? pair.infrared() : pair.visible();
                FloatBuffer samples =
                        FloatBuffer.wrap(input.channels().of(image).get(0).toArray());
                long[] shape = {1, 1, pair.height(), pair.width()};
                inputs.put(input.name(), OnnxTensor.createTensor(environment, samples, shape));
            }
            try (OrtSession.Result results = session.run(inputs)) {
                FloatBuffer fused =
                        ((OnnxTensor) results.get(NetworkOutput.FUSED).orElseThrow()).getFloatBuffer();
                float[] values = new float[fused.remaining()];
                fused.get(values);
                return values;
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }
}
