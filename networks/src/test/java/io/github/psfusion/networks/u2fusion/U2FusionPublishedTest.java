// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.u2fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.networks.inference.GoldenMethod;
import java.io.IOException;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01", "03", "05", "06", "07", "08", "12", "14", "17", "18", "23", "28", "29", "30", "31", "35", "36",
                "37", "38", "41", "42"
            })
    void publishedWeightsGiveThePublishedImages(String number) throws IOException {
        try (FusionMethod method = GoldenMethod.open("u2fusion", U2FusionParityTest.published())) {
            U2FusionParityTest.requirePublished(method, number);
        }
    }
}
