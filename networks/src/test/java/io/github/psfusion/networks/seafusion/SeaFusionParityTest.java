// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.seafusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.networks.inference.GoldenMethod;
import io.github.psfusion.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SeAFusion against the authors' program, with weights by the rule and with the published ones. */
class SeaFusionParityTest {
    private static final SeaFusionSpec SPEC = SeaFusionSpec.INSTANCE;

    @TempDir
    private Path folder;

    private Path ruleWeights() throws IOException {
        return GoldenMethod.ruleWeights(
                folder.resolve("rule.safetensors"),
                SPEC,
                name -> name.equals("decode1.conv.weight") ? 1.5 : 1,
                Map.of());
    }

    private static ImagePair pair(String size) throws IOException {
        return GoldenMethod.pair("inputs-torch/ir_" + size + ".npy", "inputs-torch/vi_" + size + ".npy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"37x53", "48x64"})
    void weightsByTheRuleGiveTheAuthorsOutput(String size) throws IOException {
        Path weights = ruleWeights();
        float[] raw = GoldenMethod.raw(SPEC, Map.of(), weights, pair(size));
        assertThat(GoldenMethod.difference(raw, GoldenMethod.golden("seafusion/rule_" + size + "_y.npy")))
                .isLessThan(1e-5);
        try (FusionMethod method = GoldenMethod.open("seafusion", weights)) {
            Image expected = GoldenMethod.image(GoldenMethod.golden("seafusion/rule_" + size + "_rgb.npy"));
            GoldenMethod.Levels levels = GoldenMethod.levels(method.fuse(pair(size)), expected);
            assertThat(levels.largest()).isLessThanOrEqualTo(1);
            assertThat(levels.differing()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void withoutTheStretchLevelsAreThoseOfTheNetwork() throws IOException {
        Path weights = ruleWeights();
        ImagePair pair = pair("37x53");
        float[] raw = GoldenMethod.raw(SPEC, Map.of(), weights, pair);
        try (FusionMethod method = GoldenMethod.open("seafusion:stretch=none", weights)) {
            assertThat(method.fuseLuminance(pair).toArray()).isEqualTo(raw);
            assertThat(method.description().settings()).containsEntry("stretch", "none");
        }
    }

    @Test
    void hasTheParametersAndOperationsOfThePublication() {
        List<BlockCost> blocks = new SeaFusionProvider().blocks(640, 480);
        assertThat(blocks.stream().mapToLong(BlockCost::parameters).sum()).isEqualTo(166_883);
        assertThat(blocks.stream().mapToLong(BlockCost::multiplyAccumulates).sum())
                .isEqualTo(166_000L * 640 * 480);
    }

    @ParameterizedTest
    @ValueSource(strings = {"05", "08", "37"})
    void publishedWeightsGiveTheAuthorsOutput(String number) throws IOException {
        Path weights = Goldens.require("data/baseline-weights/seafusion/SeAFusion.pth");
        ImagePair pair = GoldenMethod.tno(number);
        float[] raw = GoldenMethod.raw(SPEC, Map.of(), weights, pair);
        assertThat(GoldenMethod.difference(
                        GoldenMethod.everyFourth(raw, pair.width()),
                        GoldenMethod.golden("seafusion/tno_" + number + "_y_sub4.npy")))
                .isLessThan(1e-5);
    }

    @Test
    @Tag("slow")
    void publishedWeightsGiveThePublishedImages() throws IOException {
        Path weights = Goldens.require("data/baseline-weights/seafusion/SeAFusion.pth");
        List<String> numbers = Files.readAllLines(Goldens.require("data/tno/lists/fused21.txt"));
        assertThat(numbers).hasSize(21);
        try (FusionMethod method = GoldenMethod.open("seafusion", weights)) {
            for (String file : numbers) {
                String number = file.replace(".png", "");
                GoldenMethod.Levels levels = GoldenMethod.levels(
                        method.fuse(GoldenMethod.tno(number)),
                        GoldenMethod.read("data/tno/fused/SeAFusion/" + number + ".png"));
                assertThat(levels.largest()).as(number).isLessThanOrEqualTo(1);
                assertThat(levels.differing()).as(number).isLessThanOrEqualTo(levels.samples() / 5000);
            }
        }
    }
}
