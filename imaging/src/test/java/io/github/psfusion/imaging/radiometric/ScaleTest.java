// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"K/100;29315;20", "k/64;18762;20.00625", "C/10;-55;-5.5", "C;21;21", "0.04,-273.15;7329;20.01"})
    void scalesAreReadAsWritten(String text, double counts, double celsius) {
        assertThat(CountScale.parse(text).celsius(counts)).isCloseTo(celsius, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "F/10", "K/0", "K/", "0,1", "1;2", "1,2,3", "K/1e9", "1,NaN"})
    void otherScalesAreRefused(String text) {
        assertThatThrownBy(() -> CountScale.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("K/100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10-40", "40..10C", "10..10", "-300..0C", "0..4000C", "10..40F", "10..10.01C"})
    void otherSpansAreRefused(String text) {
        assertThatThrownBy(() -> TemperatureSpan.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void overridesAreChecked() {
        OptionalDouble none = OptionalDouble.empty();
        assertThatThrownBy(() -> new ParameterOverrides(OptionalDouble.of(1.5), none, none, none))
                .hasMessageContaining("emissivity 1.5");
        assertThatThrownBy(() -> new ParameterOverrides(none, none, OptionalDouble.of(-1), none))
                .hasMessageContaining("distance -1.0");
        assertThatThrownBy(() -> new ParameterOverrides(none, none, none, OptionalDouble.of(50)))
                .hasMessageContaining("humidity 50.0");
    }
}
