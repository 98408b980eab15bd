// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.rfnnest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.GoldenMethod;
import io.github.psfusion.networks.inference.NetworkGraphs;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFN-Nest against the authors' program, with weights by the rule. */
class RfnNestParityTest {
    private static final RfnNestSpec SPEC = RfnNestSpec.INSTANCE;
    private static final double LEVELS = 255;

    @TempDir
    @SuppressWarnings("NullAway.Init") // before all tests
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Path weights;

    @BeforeAll
    static void writeWeights() throws IOException {
        weights = GoldenMethod.ruleWeights(folder.resolve("rule.safetensors"), SPEC, name -> 1.4, Map.of());
    }

    /** The last image is wider than 512 pixels and is cut into tiles. */
    @ParameterizedTest
    @CsvSource({"37,51", "32,48", "30,520"})
    void weightsByTheRuleGiveTheAuthorsOutput(int height, int width) throws IOException {
        String golden = "rfn-nest/rule_" + height + "x" + width;
        ImagePair pair = GoldenMethod.rulePair(height, width);
        float[] raw = GoldenMethod.raw(SPEC, Map.of(), weights, pair);
        for (int i = 0; i < raw.length; i++) {
            raw[i] *= (float) LEVELS;
        }
        assertThat(GoldenMethod.difference(raw, GoldenMethod.golden(golden + ".npy")))
                .isLessThan(5e-3);
        try (FusionMethod method = GoldenMethod.open("rfn-nest", weights)) {
            Image expected = GoldenMethod.image(GoldenMethod.golden(golden + "_8bit.npy"));
            GoldenMethod.Levels levels = GoldenMethod.levels(method.fuse(pair), expected);
            assertThat(levels.largest()).isLessThanOrEqualTo(1);
            assertThat(levels.differing()).isLessThanOrEqualTo(levels.samples() / 100);
        }
    }

    /** Values at single positions, computed by hand from the rules' formulas. */
    @ParameterizedTest
    @CsvSource({"add, 7, 1", "average, 3.5, 0.5", "maximum, 4, 3", "spatial, 3.119203, 2.403985"})
    void rulesFuseFeatures(String rule, double ofFirst, double ofSecond) {
        try (Backend backend = Backends.open(BackendOptions.defaults());
                TensorScope scope = backend.openScope()) {
            Shape shape = Shape.of(1, 2, 1, 1);
            Tensor infrared = backend.floats(shape, new float[] {4, -2});
            Tensor visible = backend.floats(shape, new float[] {3, 3});
            float[] fused = FeatureFusion.of(rule).fuse(infrared, visible).toFloats();
            assertThat((double) fused[0]).isCloseTo(ofFirst, within(1e-5));
            assertThat((double) fused[1]).isCloseTo(ofSecond, within(1e-5));
        }
    }

    /** Of two equal images every rule but the sum takes their features as they are. */
    @Test
    void rulesReplaceTheNetwork() throws IOException {
        Plane image = GoldenMethod.rulePair(20, 23).infrared();
        ImagePair pair = new ImagePair("equal", image, image);
        float[] average = GoldenMethod.raw(SPEC, Map.of("fusion", "average"), weights, pair);
        for (String rule : List.of("maximum", "spatial")) {
            float[] other = GoldenMethod.raw(SPEC, Map.of("fusion", rule), weights, pair);
            assertThat(other).as(rule).containsExactly(average, within(1e-4f));
        }
        assertThat(GoldenMethod.raw(SPEC, Map.of("fusion", "network"), weights, pair))
                .isEqualTo(GoldenMethod.raw(SPEC, Map.of(), weights, pair))
                .isNotEqualTo(average);
    }

    @Test
    void smallestImagesAreFused() throws IOException {
        Plane one = Plane.of(2, 1, new float[] {0.2f, 0.7f});
        try (FusionMethod method = GoldenMethod.open("rfn-nest", weights)) {
            assertThat(method.fuseLuminance(new ImagePair("two", one, one)).width())
                    .isEqualTo(2);
        }
    }

    /** Flat images higher or wider than 512 pixels are cut in one direction only, where the other would become too small. */
    @Test
    void flatImagesHaveAGraph() {
        for (long height = OverlappingTiles.MINIMUM; height <= 32; height++) {
            Shape shape = Shape.of(1, 1, height, 513);
            NetworkGraphs.shapeOnly(SPEC, Architecture.published(SPEC), shape, Set.of(NetworkOutput.FUSED))
                    .outputs()
                    .values()
                    .forEach(fused -> assertThat(fused.shape()).isEqualTo(shape));
        }
    }

    @Test
    void hasTheParametersOfThePublication() {
        List<BlockCost> blocks = new RfnNestProvider().blocks(512, 512);
        assertThat(blocks.stream().mapToLong(BlockCost::parameters).sum()).isEqualTo(2_732_761 + 4_791_488);
        double operations =
                blocks.stream().mapToLong(BlockCost::multiplyAccumulates).sum() / 1e9 * (640 * 480) / (512 * 512);
        assertThat(operations).isBetween(520.6, 520.8);
    }
}
