// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.umfcmgr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.networks.inference.GoldenMethod;
import io.github.psfusion.testing.Goldens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** UMF-CMGR against the authors' program, with weights by the rule and with weights that a third party trained. */
class UmfCmgrParityTest {
    private static final UmfCmgrSpec SPEC = UmfCmgrSpec.INSTANCE;
    private static final String RETRAINED = "data/baseline-weights/umf-cmgr/fus_0200-retrained.pth";

    @TempDir
    private Path folder;

    private Path ruleWeights() throws IOException {
        return GoldenMethod.ruleWeights(folder.resolve("rule.safetensors"), SPEC, name -> 1.2, Map.of());
    }

    private static ImagePair pair(String size, String visible) throws IOException {
        return GoldenMethod.pair("inputs-torch/ir_" + size + ".npy", "inputs-torch/" + visible + "_" + size + ".npy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"37x53", "48x64"})
    void weightsByTheRuleGiveTheAuthorsOutput(String size) throws IOException {
        Path weights = ruleWeights();
        float[] raw = GoldenMethod.raw(SPEC, Map.of(), weights, pair(size, "vi_grey"));
        assertThat(GoldenMethod.difference(raw, GoldenMethod.golden("umf-cmgr/rule_" + size + "_y.npy")))
                .isLessThan(1e-5);
        try (FusionMethod method = GoldenMethod.open("umf-cmgr", weights)) {
            Image gray = GoldenMethod.image(GoldenMethod.golden("umf-cmgr/rule_" + size + "_u8.npy"));
            GoldenMethod.Levels levels = GoldenMethod.levels(method.fuse(pair(size, "vi_grey")), gray);
            assertThat(levels.largest()).isLessThanOrEqualTo(1);
            assertThat(levels.differing()).isLessThanOrEqualTo(2);
            Image color = GoldenMethod.image(GoldenMethod.golden("umf-cmgr/rule_" + size + "_rgb_ycrcb.npy"));
            GoldenMethod.Levels ofColor = GoldenMethod.levels(method.fuse(pair(size, "vi")), color);
            assertThat(ofColor.largest()).isLessThanOrEqualTo(3);
            assertThat(ofColor.differing()).isLessThanOrEqualTo(9);
        }
    }

    @Test
    void anImageOfOnePixelIsFused() throws IOException {
        Plane one = Plane.constant(1, 1, 0.5f);
        try (FusionMethod method = GoldenMethod.open("umf-cmgr", ruleWeights())) {
            assertThat(method.fuseLuminance(new ImagePair("one", one, one)).at(0, 0))
                    .isBetween(0f, 1f);
        }
    }

    @Test
    void hasTheParametersAndOperationsOfThePublication() {
        List<BlockCost> blocks = new UmfCmgrProvider().blocks(640, 480);
        assertThat(blocks.stream().mapToLong(BlockCost::parameters).sum()).isEqualTo(629_253);
        assertThat(blocks.stream().mapToLong(BlockCost::multiplyAccumulates).sum())
                .isEqualTo(628_928L * 640 * 480);
    }

    @ParameterizedTest
    @ValueSource(strings = {"05", "08", "37"})
    void retrainedWeightsGiveTheAuthorsOutput(String number) throws IOException {
        ImagePair pair = GoldenMethod.tno(number);
        float[] raw = GoldenMethod.raw(SPEC, Map.of(), Goldens.require(RETRAINED), pair);
        assertThat(GoldenMethod.difference(
                        GoldenMethod.everyFourth(raw, pair.width()),
                        GoldenMethod.golden("umf-cmgr/tno_" + number + "_retrained_sub4.npy")))
                .isLessThan(1e-5);
    }

    /** The published images of the retrained model are JPEG files. */
    @ParameterizedTest
    @ValueSource(strings = {"01", "02", "50"})
    void retrainedWeightsGiveItsPublishedImages(String number) throws IOException {
        String images = "golden/baselines/umf-cmgr/roadscene256/" + number;
        ImagePair pair = new ImagePair(
                number,
                GoldenMethod.read(images + "_ir.png").luminance(),
                GoldenMethod.read(images + "_vi.png").luminance());
        try (FusionMethod method = GoldenMethod.open("umf-cmgr", Goldens.require(RETRAINED))) {
            GoldenMethod.Levels levels = GoldenMethod.levels(
                    method.fuse(pair), GoldenMethod.read(images + "_fused.png").luminance());
            assertThat(levels.largest()).isLessThan(9);
        }
    }
}
