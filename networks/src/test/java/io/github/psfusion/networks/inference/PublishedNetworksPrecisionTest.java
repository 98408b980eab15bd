// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published networks, with weights by the rule, in the types of fewer bits, against FLOAT32. */
@Tag("slow")
class PublishedNetworksPrecisionTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "seafusion, 1",
        "didfuse, 1.5",
        "tardal, 1.5",
        "umf-cmgr, 1.2",
        "rfn-nest, 1.4",
        "swinfusion, 1",
        "u2fusion, 1.6",
        "fusiongan, 1"
    })
    void fewerBitsGiveNearlyTheSameImage(String key, double gain) throws IOException {
        NetworkSpec spec = NetworkSpecs.find(key).orElseThrow();
        // SwinFusion by the rule is negative, and its output is clipped to 0.
        Map<String, Float> shifts = Map.of("conv_last3.bias", 0.9f);
        Path weights = GoldenMethod.ruleWeights(folder.resolve("rule.safetensors"), spec, name -> gain, shifts);
        ImagePair pair = GoldenMethod.rulePair(37, 53);
        float[] expected = fused(spec, weights, Precision.FLOAT32, pair);
        assertThat(deviation(expected)).as("an image, not one level").isGreaterThan(0.02);
        try (Backend backend = Backends.open(BackendOptions.defaults())) {
            if (backend.supportsBfloat16()) {
                float[] actual = fused(spec, weights, Precision.BFLOAT16, pair);
                assertThat(distance(actual, expected)).isLessThan(deviation(expected) / 10);
            }
            assumeTrue(backend.supportsInt8(), "the CPU has no products of bytes");
            assertThatThrownBy(() -> fused(spec, weights, Precision.INT8, pair))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageContaining("psfusion weights calibrate");
            Path calibrated = calibrated(spec, weights, backend, pair);
            float[] actual = fused(spec, calibrated, Precision.INT8, pair);
            assertThat(distance(actual, expected)).isLessThan(deviation(expected) / 10);
        }
    }

    private Path calibrated(NetworkSpec spec, Path weights, Backend backend, ImagePair pair) throws IOException {
        Path calibrated = folder.resolve("calibrated.safetensors");
        try (WeightFile file = NetworkWeightFiles.open(weights, spec);
                NetworkCalibration calibration = new NetworkCalibration(spec, file, backend)) {
            calibration.observe(pair);
            assertThat(calibration.ranges().byConvolution()).isNotEmpty();
            calibration.write(calibrated, "of a test");
        }
        return calibrated;
    }

    private static float[] fused(NetworkSpec spec, Path weights, Precision precision, ImagePair pair)
            throws IOException {
        MethodContext context = MethodContext.defaults().withWeights(weights).withPrecision(precision);
        try (FusionMethod method = NetworkMethod.load(spec, context)) {
            assertThat(method.capabilities().precision()).contains(precision);
            return method.fuseLuminance(pair).toArray();
        }
    }

    /** Returns the root of the mean squared difference. */
    private static double distance(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double squares = 0;
        for (int i = 0; i < actual.length; i++) {
            squares += Math.pow(actual[i] - expected[i], 2);
        }
        return Math.sqrt(squares / actual.length);
    }

    private static double deviation(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        float[] mean = new float[values.length];
        Arrays.fill(mean, (float) (sum / values.length));
        return distance(values, mean);
    }
}
