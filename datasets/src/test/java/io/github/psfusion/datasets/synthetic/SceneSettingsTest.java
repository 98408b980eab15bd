// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SceneSettingsTest {
    @Test
    void valuesOutsideTheirRangesAreRefusedWithTheRange() {
        SceneSettings defaults = SceneSettings.defaults();

        assertThatThrownBy(() -> defaults.withSize(15, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("width 15")
                .hasMessageContaining("between 16 and 2048");
        assertThatThrownBy(() -> defaults.withSize(100, 2049)).hasMessageContaining("height 2049");
        assertThatThrownBy(() -> defaults.withNoise(Double.NaN)).hasMessageContaining("factor NaN on noise");
        assertThatThrownBy(() -> defaults.withTraffic(-0.1)).hasMessageContaining("factor -0.1 on traffic");
    }

    @Test
    void limitsThemselvesAreAllowed() {
        assertThatCode(() ->
                        SceneSettings.defaults().withSize(16, 2048).withNoise(0).withTraffic(4))
                .doesNotThrowAnyException();
    }
}
