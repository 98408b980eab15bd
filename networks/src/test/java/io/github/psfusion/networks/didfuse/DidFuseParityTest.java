// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.didfuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.networks.inference.GoldenMethod;
import io.github.psfusion.networks.inference.NetworkSpecs;
import io.github.psfusion.networks.inference.NetworkWeightFiles;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.testing.Goldens;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import io.github.psfusion.weights.torch.TorchZipWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DIDFuse against the authors' program, with weights by the rule and with the published ones. */
class DidFuseParityTest {
    private static final DidFuseSpec SPEC = DidFuseSpec.INSTANCE;
    private static final float SLOPE_SHIFT = -0.75f;

    @TempDir
    private Path folder;

    private Path ruleWeights() throws IOException {
        return GoldenMethod.ruleWeights(
                folder.resolve("rule.safetensors"),
                SPEC,
                name -> 1.5,
                Map.of(
                        "cov1.cov1.3.weight", SLOPE_SHIFT,
                        "cov2.cov2.2.weight", SLOPE_SHIFT,
                        "cov5.cov5.2.weight", SLOPE_SHIFT,
                        "cov6.cov6.2.weight", SLOPE_SHIFT));
    }

    private static ImagePair pair(String size) throws IOException {
        return GoldenMethod.pair("inputs-torch/ir_" + size + ".npy", "inputs-torch/vi_grey_" + size + ".npy");
    }

    @ParameterizedTest
    @CsvSource({"37x53,sum", "37x53,average", "37x53,l1", "48x64,sum", "48x64,average", "48x64,l1"})
    void weightsByTheRuleGiveTheAuthorsOutput(String size, String rule) throws IOException {
        float[] raw = GoldenMethod.raw(SPEC, Map.of("rule", rule), ruleWeights(), pair(size));
        assertThat(GoldenMethod.difference(raw, GoldenMethod.golden("didfuse/rule_" + size + "_y_" + rule + ".npy")))
                .isLessThan(1e-5);
    }

    @Test
    void grayResultsAreRounded() throws IOException {
        try (FusionMethod method = GoldenMethod.open("didfuse", ruleWeights())) {
            Image expected = GoldenMethod.image(GoldenMethod.golden("didfuse/rule_37x53_u8_sum.npy"));
            GoldenMethod.Levels levels = GoldenMethod.levels(method.fuse(pair("37x53")), expected);
            assertThat(levels.largest()).isLessThanOrEqualTo(1);
            assertThat(levels.differing()).isLessThanOrEqualTo(2);
            assertThat(method.description().settings()).containsEntry("rule", "sum");
        }
    }

    @Test
    void smallestImagesAndImagesWithoutActivityAreFused() throws IOException {
        Path weights = ruleWeights();
        for (String method : List.of("didfuse", "didfuse:rule=l1")) {
            try (FusionMethod opened = GoldenMethod.open(method, weights)) {
                for (int side = 1; side <= 3; side++) {
                    Plane black = Plane.constant(side, 1, 0);
                    Plane fused = opened.fuseLuminance(new ImagePair("black", black, black));
                    assertThat(fused.width()).isEqualTo(side);
                    assertThat(fused.at(0, 0)).isBetween(0f, 1f);
                }
            }
        }
    }

    @Test
    void hasTheParametersAndOperationsOfThePublication() {
        List<BlockCost> blocks = new DidFuseProvider().blocks(640, 480);
        assertThat(blocks.stream().mapToLong(BlockCost::parameters).sum()).isEqualTo(260_935);
        assertThat(blocks.stream().mapToLong(BlockCost::multiplyAccumulates).sum() / 1e9)
                .isBetween(113.9, 114.0);
    }

    /** Writes the weights as the authors did, in two files. */
    private Path inParts(String subfolder) throws IOException {
        Path parts = Files.createDirectories(folder.resolve(subfolder));
        try (WeightFile whole = WeightFiles.open(ruleWeights())) {
            List<TensorToWrite> tensors = TensorToWrite.allOf(whole);
            TorchZipWriter.write(parts.resolve("enc.pkl"), part(tensors, true));
            TorchZipWriter.write(parts.resolve("dec.pth"), part(tensors, false));
        }
        return parts;
    }

    private static List<TensorToWrite> part(List<TensorToWrite> tensors, boolean encoder) {
        return tensors.stream()
                .filter(tensor -> encoder == (tensor.name().compareTo("cov5") < 0))
                .toList();
    }

    @Test
    void twoFilesAreOneNetwork() throws IOException {
        Path parts = inParts("parts");
        Path whole = folder.resolve("rule.safetensors");
        float[] expected = GoldenMethod.raw(SPEC, Map.of(), whole, pair("37x53"));
        for (Path named : List.of(parts, parts.resolve("enc.pkl"), parts.resolve("dec.pth"))) {
            assertThat(GoldenMethod.raw(SPEC, Map.of(), named, pair("37x53"))).isEqualTo(expected);
            try (WeightFile file = NetworkWeightFiles.open(named)) {
                assertThat(NetworkSpecs.recognize(file)).isSameAs(SPEC);
                assertThat(NetworkWeights.compare(SPEC, file).isComplete()).isTrue();
                assertThat(file.files()).hasSize(2);
            }
        }
        try (FusionMethod method = GoldenMethod.open("didfuse", parts)) {
            assertThat(method.description().settings()).containsEntry("weights", "enc.pkl + dec.pth");
            assertThat(method.description().settings().get("weights-sha256")).hasSize(2 * 64 + 3);
        }
    }

    @Test
    void missingAndAmbiguousPartsAreNamed() throws IOException {
        Path parts = inParts("parts");
        Files.copy(parts.resolve("enc.pkl"), parts.resolve("other.pt"));
        assertThatThrownBy(() -> NetworkWeightFiles.open(parts, SPEC).close())
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("several files in this folder hold the encoder of DIDFuse: enc.pkl, other.pt");
        Files.delete(parts.resolve("other.pt"));
        Files.writeString(parts.resolve("dec.pth"), "cut off");
        assertThatThrownBy(() -> NetworkWeightFiles.open(parts, SPEC).close())
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("the decoder of DIDFuse, published as Decoder_weight_IJCAI.pkl");
        assertThatThrownBy(() ->
                        NetworkWeightFiles.open(parts.resolve("enc.pkl"), SPEC).close())
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("the decoder of DIDFuse");
        Path other = folder.resolve("other.safetensors");
        SafetensorsWriter.write(other, Map.of(), List.of());
        assertThatThrownBy(() -> GoldenMethod.open("seafusion", parts.resolve("enc.pkl")))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("not a SeAFusion weight file: it seems to hold DIDFuse (30 tensors)");
    }

    @ParameterizedTest
    @CsvSource({"05,sum", "08,sum", "37,sum", "37,average", "37,l1"})
    void publishedWeightsGiveTheAuthorsOutput(String number, String rule) throws IOException {
        ImagePair pair = GoldenMethod.tno(number);
        float[] raw =
                GoldenMethod.raw(SPEC, Map.of("rule", rule), Goldens.require("data/baseline-weights/didfuse"), pair);
        assertThat(GoldenMethod.difference(
                        GoldenMethod.everyFourth(raw, pair.width()),
                        GoldenMethod.golden("didfuse/tno_" + number + "_" + rule + "_sub4.npy")))
                .isLessThan(1e-5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"05", "08", "37"})
    void publishedWeightsGiveThePublishedImages(String number) throws IOException {
        Path weights = Goldens.require("data/baseline-weights/didfuse/Encoder_weight_IJCAI.pkl");
        try (FusionMethod method = GoldenMethod.open("didfuse", weights)) {
            GoldenMethod.Levels levels = GoldenMethod.levels(
                    method.fuse(GoldenMethod.tno(number)),
                    GoldenMethod.read("golden/baselines/didfuse/published/" + number + ".png"));
            assertThat(levels.largest()).isLessThanOrEqualTo(1);
            assertThat(levels.differing()).isLessThanOrEqualTo(levels.samples() / 5000);
        }
    }

    /** The variant of VIF-Benchmark: the rule l1, color truncated. */
    @Test
    void publishedWeightsGiveTheColorsOfVifBenchmark() throws IOException {
        Path weights = Goldens.require("data/baseline-weights/didfuse");
        ImagePair pair = new ImagePair(
                "049",
                GoldenMethod.read("golden/baselines/vif-benchmark/ir/049.png").luminance(),
                GoldenMethod.read("golden/baselines/vif-benchmark/vi/049.png"));
        try (FusionMethod method = GoldenMethod.open("didfuse:rule=l1", weights)) {
            GoldenMethod.Levels levels = GoldenMethod.levels(
                    method.fuse(pair), GoldenMethod.read("golden/baselines/vif-benchmark/DIDFuse/049.png"));
            assertThat(levels.largest()).isLessThanOrEqualTo(1);
            assertThat(levels.differing()).isLessThanOrEqualTo(levels.samples() / 50_000);
        }
    }
}
