// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.swinfusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.networks.inference.GoldenMethod;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.torch.TorchZipWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SwinFusion against the authors' program, with weights by the rule. */
class SwinFusionParityTest {
    private static final SwinFusionSpec SPEC = SwinFusionSpec.INSTANCE;

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
    @CsvSource({"29,37", "24,40"})
    void weightsByTheRuleGiveTheAuthorsOutput(int height, int width) throws IOException {
        float[] raw = GoldenMethod.raw(SPEC, Map.of(), weights, GoldenMethod.rulePair(height, width));
        assertThat(GoldenMethod.difference(
                        raw, GoldenMethod.golden("swinfusion/rule_padded_" + height + "x" + width + ".npy")))
                .isLessThan(2e-5);
    }

    @Test
    void theNetworkAloneGivesTheAuthorsOutput() throws IOException {
        ImagePair pair = GoldenMethod.rulePair(24, 40);
        Shape shape = Shape.of(1, 1, 24, 40);
        try (WeightFile file = WeightFiles.open(weights);
                Backend backend = Backends.open(BackendOptions.defaults());
                SwinFusionNetwork network =
                        (SwinFusionNetwork) NetworkWeights.load(SPEC, file, backend, DataType.FLOAT32);
                TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            Tensor fused = network.fused(
                    backend.floats(shape, pair.infrared().toArray()),
                    backend.floats(shape, pair.visible().luminance().toArray()));
            assertThat(GoldenMethod.difference(fused.toFloats(), GoldenMethod.golden("swinfusion/rule_net_24x40.npy")))
                    .isLessThan(2e-5);
        }
    }

    @Test
    void smallestImagesAreFused() throws IOException {
        Plane three = Plane.of(3, 1, new float[] {0.2f, 0.7f, 0.4f});
        try (FusionMethod method = GoldenMethod.open("swinfusion", weights)) {
            assertThat(method.fuseLuminance(new ImagePair("three", three, three))
                            .width())
                    .isEqualTo(3);
        }
    }

    @Test
    void relativePositionsHaveTheIndicesOfThePublication() {
        long[] indices = new WindowRegion(false, false).indices();
        assertThat(indices[0]).isEqualTo(112);
        assertThat(indices[63]).isEqualTo(0);
        assertThat(indices[63 * 64]).isEqualTo(224);
        assertThat(indices[1]).isEqualTo(111);
        assertThat(indices[64]).isEqualTo(113);
        assertThat(indices[8]).isEqualTo(97);
        assertThat(new WindowRegion(true, false).indices()[63 * 64]).isEqualTo(224 + 225);
        assertThat(new WindowRegion(false, true).indices()[8]).isEqualTo(97);
        assertThat(new WindowRegion(false, true).indices()[7]).isEqualTo(105 + 225);
    }

    /** A published file also holds indices and masks, and may come from parallel training. */
    @Test
    void tablesOfAPublishedFileAreSkipped() throws IOException {
        Path published = folder.resolve("10000_E.pth");
        try (WeightFile file = WeightFiles.open(weights)) {
            List<TensorToWrite> tensors = new ArrayList<>();
            for (TensorToWrite tensor : TensorToWrite.allOf(file)) {
                tensors.add(
                        new TensorToWrite("module." + tensor.name(), tensor.type(), tensor.shape(), tensor.bytes()));
                if (tensor.name().endsWith("attn.qkv.bias")) {
                    String attention = "module." + tensor.name().replace("qkv.bias", "");
                    tensors.add(new TensorToWrite(
                            attention + "relative_position_index",
                            DataType.INT64,
                            Shape.of(64, 64),
                            () -> ByteBuffer.allocate(64 * 64 * Long.BYTES)));
                    tensors.add(new TensorToWrite(
                            attention.replace("attn.", "attn_mask"),
                            DataType.FLOAT32,
                            Shape.of(4, 64, 64),
                            () -> ByteBuffer.allocate(4 * 64 * 64 * Float.BYTES)));
                }
            }
            TorchZipWriter.write(published, tensors);
        }
        ImagePair pair = GoldenMethod.rulePair(9, 8);
        assertThat(GoldenMethod.raw(SPEC, Map.of(), published, pair))
                .isEqualTo(GoldenMethod.raw(SPEC, Map.of(), weights, pair));
    }

    @Test
    void hasTheParametersAndOperationsOfThePublication() {
        List<BlockCost> blocks = new SwinFusionProvider().blocks(640, 480);
        assertThat(blocks.stream().mapToLong(BlockCost::parameters).sum()).isEqualTo(973_681);
        assertThat(blocks.stream().mapToLong(BlockCost::multiplyAccumulates).sum() / 1e9)
                .isBetween(360.3, 360.5);
    }
}
