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
import org.junit.jupiter.params.provider.ValueSource;

/** Published networks, with weights by the rule, as ONNX Runtime computes their exported files, at two sizes. */
@Tag("slow")
class PublishedNetworksOnnxTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"seafusion", "didfuse", "tardal", "umf-cmgr", "rfn-nest", "swinfusion", "u2fusion", "fusiongan"})
    void onnxRuntimeComputesTheSame(String key) throws IOException, OrtException {
        NetworkSpec spec = NetworkSpecs.find(key).orElseThrow();
        Path weights = GoldenMethod.ruleWeights(folder.resolve("rule.safetensors"), spec, name -> 1, Map.of());
        for (ImagePair pair : new ImagePair[] {GoldenMethod.rulePair(24, 40), GoldenMethod.rulePair(37, 29)}) {
            float[] expected = GoldenMethod.raw(spec, Map.of(), weights, pair);
            float[] actual = run(exported(spec, weights, pair), spec, pair);
            for (int i = 0; i < expected.length; i++) {
                assertThat(Math.abs(actual[i] - expected[i])).isLessThan(1e-4f);
            }
        }
    }

    private Path exported(NetworkSpec spec, Path weights, ImagePair pair) throws IOException {
        Path model = folder.resolve("network.onnx");
        Optional<OnnxOptions.Size> size = spec.exportsAnySize()
                ? Optional.empty()
                : Optional.of(new OnnxOptions.Size(pair.height(), pair.width()));
        try (WeightFile file = NetworkWeightFiles.open(weights, spec);
                Backend backend = Backends.open(BackendOptions.defaults())) {
            NetworkOnnx.write(
                    model, spec, file, backend, new NetworkOnnx.Settings(Set.of(NetworkOutput.FUSED), size, "a test"));
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
