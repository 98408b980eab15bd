// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.u2fusion;

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** U2Fusion against an independent program, with weights by the rule, and against published images with the published weights. */
class U2FusionParityTest {
    private static final U2FusionSpec SPEC = U2FusionSpec.INSTANCE;

    /** What float32 may differ from the published images. */
    private static final int MOST_DIFFERING = 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // before all tests
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Path rule;

    @BeforeAll
    static void writeWeights() throws IOException {
        rule = GoldenMethod.ruleWeights(folder.resolve("rule.safetensors"), SPEC, name -> 1.6, Map.of());
    }

    static Path published() {
        return Goldens.require("data/baseline-weights/u2fusion/model.ckpt.index");
    }

    @ParameterizedTest
    @ValueSource(strings = {"24x32", "27x37"})
    void weightsByTheRuleGiveTheGoldenOutput(String size) throws IOException {
        String[] sides = size.split("x", -1);
        ImagePair pair = GoldenMethod.rulePair(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        float[] raw = GoldenMethod.raw(SPEC, Map.of(), rule, pair);
        assertThat(GoldenMethod.difference(raw, GoldenMethod.golden("u2fusion/rule_" + size + ".npy")))
                .isLessThan(1e-5);
        try (FusionMethod method = GoldenMethod.open("u2fusion", rule)) {
            Image expected = GoldenMethod.image(GoldenMethod.golden("u2fusion/rule_" + size + "_stretch.npy"));
            GoldenMethod.Levels levels = GoldenMethod.levels(method.fuse(pair), expected);
            assertThat(levels.largest()).isLessThanOrEqualTo(1);
            assertThat(levels.differing()).isLessThanOrEqualTo(levels.samples() / 200);
        }
    }

    @Test
    void stretchesAreOfTheOutput() throws IOException {
        ImagePair pair = GoldenMethod.rulePair(24, 32);
        float[] raw = GoldenMethod.raw(SPEC, Map.of("order", "visible-first"), rule, pair);
        float greatest = 0;
        for (float sample : raw) {
            greatest = Math.max(greatest, sample);
        }
        try (FusionMethod none = GoldenMethod.open("u2fusion:order=visible-first:stretch=none", rule);
                FusionMethod maximum = GoldenMethod.open("u2fusion:order=visible-first:stretch=maximum", rule)) {
            assertThat(none.fuseLuminance(pair).toArray()).isEqualTo(raw);
            float[] scaled = maximum.fuseLuminance(pair).toArray();
            for (int i = 0; i < raw.length; i++) {
                assertThat(scaled[i]).isEqualTo((float) Math.floor(raw[i] * (255.0 / greatest) + 0.5) / 255);
            }
        }
    }

    @Test
    void smallestImagesAreFused() throws IOException {
        Plane one = Plane.of(2, 1, new float[] {0.2f, 0.7f});
        try (FusionMethod method = GoldenMethod.open("u2fusion", rule)) {
            assertThat(method.fuseLuminance(new ImagePair("two", one, one)).width())
                    .isEqualTo(2);
        }
    }

    @Test
    void hasTheParametersAndOperationsOfThePublication() {
        List<BlockCost> blocks = new U2FusionProvider().blocks(640, 480);
        assertThat(blocks).hasSize(10);
        assertThat(blocks.stream().mapToLong(BlockCost::parameters).sum()).isEqualTo(659_217);
        assertThat(blocks.stream().mapToLong(BlockCost::multiplyAccumulates).sum())
                .isEqualTo(658_728L * 640 * 480);
    }

    @Test
    void publishedWeightsGiveThePublishedImage() throws IOException {
        ImagePair pair = GoldenMethod.tno("08");
        float[] raw = GoldenMethod.raw(SPEC, Map.of(), published(), pair);
        assertThat(GoldenMethod.difference(
                        GoldenMethod.everyFourth(raw, pair.width()), GoldenMethod.golden("u2fusion/tno_08_every4.npy")))
                .isLessThan(5e-6);
        try (FusionMethod method = GoldenMethod.open("u2fusion", published())) {
            requirePublished(method, "08");
        }
    }

    static void requirePublished(FusionMethod method, String number) throws IOException {
        GoldenMethod.Levels levels = GoldenMethod.levels(
                method.fuse(GoldenMethod.tno(number)), GoldenMethod.read("data/tno/fused/U2Fusion/" + number + ".png"));
        assertThat(levels.largest()).as(number).isLessThanOrEqualTo(1);
        assertThat(levels.differing()).as(number).isLessThanOrEqualTo(MOST_DIFFERING);
    }
}
