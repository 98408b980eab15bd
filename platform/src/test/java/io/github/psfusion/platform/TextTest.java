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

/** Rows of CSV, printable text, excerpts of lists, keys of names, and names of devices. */
class TextTest {
    @Test
    void fieldsAreQuotedWhereACsvReaderNeedsIt() {
        assertThat(Csv.row(List.of("a", "b,c", "d\"e", "f\ng", "h\r", " i", "", "j k")))
                .isEqualTo("a,\"b,c\",\"d\"\"e\",\"f\ng\",\"h\r\",\" i\",,j k\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=HYPERLINK(\"x\")",
                "+1+1",
                "-1+1",
                "-a.png",
                "@SUM(A1)",
                "+a",
                "-)",
                "=",
                " =1",
                "\t=1",
                "\r=1",
                "\n=1",
                "\uFF1D1",
                "-0.5.png",
                "--1",
                "-1e",
                "-0x1"
            })
    void formulasBecomeText(String text) {
        String field = Csv.row(List.of(text)).strip();
        assertThat(field).matches("(?s)'.*|\"'.*\"");
        assertThat(field.replace("\"\"", "\"")).contains("'" + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0.5",
                "+2",
                "-1",
                "-1.0E-5",
                "-3e+7",
                "-.5",
                "-Infinity",
                "+NaN",
                "+",
                "-",
                "0",
                "a=b",
                "a-b",
                "1-2",
                "'=1"
            })
    void numbersAndOtherTextsStay(String text) {
        assertThat(Csv.row(List.of(text, text))).isEqualTo(text + "," + text + "\n");
    }

    @Test
    void everyNumberThatIsWrittenStays() {
        for (double value : new double[] {
            -0.5, -1e300, -Double.MIN_VALUE, -0.0, Double.NEGATIVE_INFINITY, Double.NaN, 12, -123456789.123
        }) {
            assertThat(Csv.row(List.of(Csv.number(value)))).isEqualTo(value + "\n");
        }
    }

    @Test
    void namesBecomePrintable() {
        assertThat(PrintableText.name("\u001b]0;owned\u0007")).isEqualTo("\\u001b]0;owned\\u0007");
        assertThat(PrintableText.name("a\nb\rc\td")).isEqualTo("a\\nb\\rc\\td");
        assertThat(PrintableText.name("\u009b31m \u007f \u0000")).isEqualTo("\\u009b31m \\u007f \\u0000");
        assertThat(PrintableText.name("\u202egnp.exe \u2066 \u200f \u061c \u2028"))
                .isEqualTo("\\u202egnp.exe \\u2066 \\u200f \\u061c \\u2028");
        for (String plain : List.of("", "a b.png", "\u00e4\u4e2d\ud83d\ude00", "C:\\new", "e\u0301", "\u200d")) {
            assertThat(PrintableText.name(plain)).isEqualTo(plain);
            assertThat(PrintableText.lines(plain)).isEqualTo(plain);
        }
    }

    @Test
    void linesOfATextStay() {
        assertThat(PrintableText.lines("a\nb\r\nc\rd\u001b")).isEqualTo("a\nb\r\nc\\rd\\u001b");
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
        assertThat(Excerpt.of(List.of("a\nb", "\u001b"), 2)).isEqualTo("a\\nb, \\u001b");
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
