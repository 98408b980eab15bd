// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.photometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.training.photometric.PhotometricSettings.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhotometricSettingsTest {
    @Test
    void listGivesProbabilities() {
        PhotometricSettings settings = PhotometricSettings.parse("noise=0.2, gamma=1,blur=0");
        assertThat(settings.probabilities()).isEqualTo(Map.of(Kind.NOISE, 0.2, Kind.GAMMA, 1.0));
        assertThat(settings.probability(Kind.GAMMA)).isEqualTo(1);
        assertThat(settings.probability(Kind.BLUR)).isZero();
        assertThat(settings.isNone()).isFalse();
    }

    @Test
    void textIsReadAgain() {
        assertThat(PhotometricSettings.parse("jpeg=0.25,gamma=0.5")).hasToString("gamma=0.5,jpeg=0.25");
        assertThat(PhotometricSettings.parse("none"))
                .isEqualTo(PhotometricSettings.NONE)
                .hasToString("none");
        assertThat(PhotometricSettings.parse("gamma=0")).isEqualTo(PhotometricSettings.NONE);
        PhotometricSettings all = PhotometricSettings.parse("all");
        assertThat(all.probabilities().keySet()).containsExactlyInAnyOrder(Kind.values());
        assertThat(PhotometricSettings.parse(all.toString())).isEqualTo(all);
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> PhotometricSettings.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsWrongIsNamed() {
        refused("gamma=1.5", "gamma: a probability must be in 0 .. 1, not 1.5");
        refused("gamma=NaN", "gamma: a probability must be in 0 .. 1, not NaN");
        refused("hue=0.5", "none, all, or some of gamma, gain, gray, invert, blur, noise, jpeg");
        refused("gamma=often", "gamma=often: the probability must be a number");
        refused("gamma", "each change once as NAME=PROBABILITY");
        refused("gamma=0.1,gamma=0.2", "each change once as NAME=PROBABILITY");
        refused("gamma=0.1=0.2", "each change once as NAME=PROBABILITY");
        refused("", "expected none, all, or some of");
    }
}
