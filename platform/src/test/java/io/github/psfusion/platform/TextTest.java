// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of CSV, excerpts of lists, keys of names, and names of devices. */
class TextTest {
    @Test
    void fieldsAreQuotedWhereACsvReaderNeedsIt() {
        assertThat(Csv.row(List.of("a", "b,c", "d\"e", "f\ng", "h\r", " i", "", "j k")))
                .isEqualTo("a,\"b,c\",\"d\"\"e\",\"f\ng\",\"h\r\",\" i\",,j k\n");
    }

    @Test
    void numbersHaveAllTheirDigits() {
        assertThat(Csv.number(0.1 + 0.2)).isEqualTo("0.30000000000000004");
        assertThat(Csv.number(OptionalDouble.of(1))).isEqualTo("1.0");
        assertThat(Csv.number(OptionalDouble.empty())).isEmpty();
    }

    @Test
    void anExcerptSaysHowManyNamesItLeavesOut() {
        assertThat(Excerpt.of(List.of("a", "b", "c"), 3)).isEqualTo("a, b, c");
        assertThat(Excerpt.of(List.of("a", "b", "c", "d", "e"), 2)).isEqualTo("a, b, and 3 more");
        assertThat(Excerpt.of(List.of(), 2)).isEmpty();
        assertThatThrownBy(() -> Excerpt.of(List.of("a"), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAreComparedWithoutCaseAndWithComposedAccents() {
        assertThat(NameKey.of("Stra\u00dfe-\u00c9")).isEqualTo("stra\u00dfe-\u00e9");
        assertThat(NameKey.of("E\u0301")).isEqualTo(NameKey.of("\u00e9"));
    }

    @Test
    void devicesAreReadAsTheyAreWritten() {
        assertThat(Device.parse("cpu")).contains(Device.CPU);
        assertThat(Device.parse("cuda")).contains(Device.cuda(0));
        for (Device device : List.of(Device.CPU, Device.cuda(0), Device.cuda(12))) {
            assertThat(Device.parse(device.toString())).contains(device);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CPU", "cpu:0", "cuda:", "cuda:-1", "cuda:1234", "cuda:99999999999", "cuda:x", "gpu"})
    void otherTextsAreNoDevices(String text) {
        assertThat(Device.parse(text)).isEmpty();
    }

    @Test
    void aDeviceHasAnIndexThatCanExist() {
        assertThatThrownBy(() -> new Device(Device.Kind.CPU, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Device.cuda(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
