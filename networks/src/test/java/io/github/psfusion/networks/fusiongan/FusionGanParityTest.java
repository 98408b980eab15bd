// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.fusiongan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.GoldenMethod;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.NetworkSpecs;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.testing.RuleNumbers;
import io.github.psfusion.testing.TensorFlowBundle;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FusionGAN against an independent program, with weights by the rule. */
class FusionGanParityTest {
    private static final FusionGanSpec SPEC = FusionGanSpec.INSTANCE;
    private static final int LEVELS = 255;

    @TempDir
    @SuppressWarnings("NullAway.Init") // before all tests
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Path weights;

    @BeforeAll
    static void writeWeights() throws IOException {
        weights = GoldenMethod.ruleWeights(folder.resolve("rule.safetensors"), SPEC, name -> 1, Map.of());
    }

    @ParameterizedTest
    @CsvSource({"24,32", "27,37"})
    void weightsByTheRuleGiveTheGoldenOutput(int height, int width) throws IOException {
        String golden = "fusiongan/rule_" + height + "x" + width;
        ImagePair pair = GoldenMethod.rulePair(height, width);
        float[] raw = GoldenMethod.raw(SPEC, Map.of(), weights, pair);
        for (int i = 0; i < raw.length; i++) {
            raw[i] *= LEVELS;
        }
        assertThat(GoldenMethod.difference(raw, GoldenMethod.golden(golden + ".npy")))
                .isLessThan(2e-3);
        try (FusionMethod method = GoldenMethod.open("fusiongan", weights)) {
            Image expected = GoldenMethod.image(GoldenMethod.golden(golden + "_stretch.npy"));
            GoldenMethod.Levels levels = GoldenMethod.levels(method.fuse(pair), expected);
            assertThat(levels.largest()).isLessThanOrEqualTo(1);
            assertThat(levels.differing()).isLessThanOrEqualTo(levels.samples() / 200);
        }
    }

    /** One pixel, against loops over the layers; all taps of a convolution see the same value, and only the moving averages count. */
    @Test
    void runningStatisticsAreThoseOfTraining() throws IOException {
        float[] one = {0.3f};
        float[] other = {0.9f};
        ImagePair pair = new ImagePair("one", Plane.of(1, 1, one), Plane.of(1, 1, other));
        double[] x = {2 * 0.3f - 1, 2 * 0.9f - 1};
        int[] channels = {2, 256, 128, 64, 32, 1};
        int[] kernels = {5, 5, 3, 3, 1};
        for (int layer = 1; layer <= channels.length - 1; layer++) {
            x = naiveLayer(x, layer, channels[layer], kernels[layer - 1]);
        }
        float[] raw = GoldenMethod.raw(SPEC, Map.of("statistics", "running"), weights, pair);
        assertThat((double) raw[0]).isCloseTo(0.5 * Math.tanh(x[0]) + 0.5, within(1e-5));
    }

    private static float[] values(String key, long... sizes) {
        return RuleNumbers.weights(key, sizes, 1);
    }

    private static double[] naiveLayer(double[] x, int layer, int out, int kernel) {
        String scope = "fusion_model/layer" + layer + "/";
        float[] w = values(scope + "w" + layer, out, x.length, kernel, kernel);
        float[] bias = values(scope + "b" + layer, out);
        double[] direction = normalized(times(values(scope + "weights_SN/u", 1, out), w, w.length / out));
        double[] product = new double[out];
        for (int i = 0; i < w.length; i++) {
            product[i / direction.length] += w[i] * direction[i % direction.length];
        }
        double[] next = normalized(product);
        double sigma = 0;
        for (int o = 0; o < out; o++) {
            sigma += product[o] * next[o];
        }
        double[] y = new double[out];
        for (int i = 0; i < w.length; i++) {
            y[i / direction.length] += w[i] / sigma * x[i % direction.length / (kernel * kernel)];
        }
        for (int o = 0; o < out; o++) {
            y[o] += bias[o];
        }
        return out == 1 ? y : normalizedByAverages(y, scope, layer);
    }

    private static double[] normalizedByAverages(double[] y, String scope, int layer) {
        float[] gamma = values(scope + "BatchNorm/gamma", y.length);
        float[] beta = values(scope + "BatchNorm/beta", y.length);
        float[] mean = values(scope + "BatchNorm/moving_mean", y.length);
        float[] variance = values("layer" + layer + ".norm.running_var", y.length);
        for (int o = 0; o < y.length; o++) {
            double z = gamma[o] * (y[o] - mean[o]) / Math.sqrt(variance[o] + 1e-5) + beta[o];
            y[o] = Math.max(z, 0.2 * z);
        }
        return y;
    }

    private static double[] times(float[] u, float[] w, int columns) {
        double[] product = new double[columns];
        for (int i = 0; i < w.length; i++) {
            product[i % columns] += u[i / columns] * w[i];
        }
        return product;
    }

    private static double[] normalized(double[] vector) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        double[] result = vector.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] /= Math.sqrt(squares) + 1e-12;
        }
        return result;
    }

    /** A checkpoint with the published names and shapes is recognized; its discriminator and optimizer are left out. */
    @Test
    void checkpointIsRecognizedByItsKeys() throws IOException {
        TensorFlowBundle bundle = new TensorFlowBundle()
                .with("discriminator/layer_1/b_1", new long[] {1}, 1)
                .with("fusion_model/layer1/w1/Adam_1", new long[] {1}, 1)
                .with("beta1_power", new long[] {}, 1);
        try (Network network = SPEC.build(Architecture.published(SPEC))) {
            network.parameters().all().forEach(parameter -> {
                long[] sizes = parameter.shape().sizes();
                if (sizes.length == 4) {
                    sizes = new long[] {sizes[2], sizes[3], sizes[1], sizes[0]};
                }
                bundle.with(
                        SPEC.publishedKeys().key(parameter.name()).name(),
                        sizes,
                        new float[(int) parameter.shape().elements()]);
            });
        }
        try (WeightFile file = WeightFiles.open(bundle.write(folder.resolve("CGAN.model-3")))) {
            NetworkSpec found = NetworkSpecs.recognize(file);
            assertThat(found).isSameAs(SPEC);
            assertThat(NetworkWeights.compare(found, file).describe())
                    .isEqualTo("31 matched, 0 missing, 0 unexpected, 0 of another shape or type");
        }
    }

    @Test
    void hasTheParametersAndOperationsOfThePublication() {
        List<BlockCost> blocks = new FusionGanProvider().blocks(640, 480);
        int scalesAndShifts = 2 * (256 + 128 + 64 + 32);
        int vectors = 256 + 128 + 64 + 32 + 1;
        assertThat(blocks.stream().mapToLong(BlockCost::parameters).sum())
                .isEqualTo(924_673 + scalesAndShifts + vectors);
        double operations =
                blocks.stream().mapToLong(BlockCost::multiplyAccumulates).sum() / 1e9;
        assertThat(operations).isCloseTo(287.9, within(0.1));
    }
}
