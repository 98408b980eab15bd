// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.u2fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.networks.inference.GoldenMethod;
import io.github.psfusion.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** U2Fusion with the published weights against golden files, and against all published images. */
@Tag("slow")
class U2FusionPublishedTest {
    private static final U2FusionSpec SPEC = U2FusionSpec.INSTANCE;

    @Test
    void otherOrderGivesTheGoldenOutput() throws IOException {
        ImagePair pair = GoldenMethod.tno("08");
        float[] raw = GoldenMethod.raw(SPEC, Map.of("order", "visible-first"), U2FusionParityTest.published(), pair);
        assertThat(GoldenMethod.difference(
                        GoldenMethod.everyFourth(raw, pair.width()),
                        GoldenMethod.golden("u2fusion/tno_08_visible_first_every4.npy")))
                .isLessThan(5e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"05", "37"})
    void publishedWeightsGiveTheGoldenOutput(String number) throws IOException {
        ImagePair pair = GoldenMethod.tno(number);
        float[] raw = GoldenMethod.raw(SPEC, Map.of(), U2FusionParityTest.published(), pair);
        assertThat(GoldenMethod.difference(
                        GoldenMethod.everyFourth(raw, pair.width()),
                        GoldenMethod.golden("u2fusion/tno_" + number + "_every4.npy")))
                .isLessThan(5e-6);
    }

    @Test
    void publishedWeightsGiveThePublishedImages() throws IOException {
        List<String> files = Files.readAllLines(Goldens.require("data/tno/lists/fused21.txt"));
        assertThat(files).hasSize(21);
        try (FusionMethod method = GoldenMethod.open("u2fusion", U2FusionParityTest.published())) {
            for (String file : files) {
                U2FusionParityTest.requirePublished(method, file.replace(".png", ""));
            }
        }
    }
}
