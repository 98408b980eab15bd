// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.psfusion.platform.TextTable.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static TextTable table(String[] heads, String[]... rows) {
        TextTable table = new TextTable(List.of(heads));
        for (String[] row : rows) {
            table.add(List.of(row).stream().map(Cell::of).toList());
        }
        return table;
    }

    private static String[] row(String... cells) {
        return cells;
    }

    @Test
    void decimalPointsStandInALine() {
        TextTable table = table(
                row("method", "EN", "a long head", "n"),
                row("average", "6.25", "1.5*", "21"),
                row("x", "12.125", "-10.25", "9"),
                row("none", "", "3", "100"));
        assertThat(table.text(Integer.MAX_VALUE, false)).isEqualTo("""
                method       EN  a long head    n
                average   6.25          1.5*   21
                x        12.125       -10.25    9
                none      -             3     100""");
    }

    @Test
    void wideTablesAreBrokenAndRepeatTheirFirstColumn() {
        TextTable table = table(
                row("m", "aaaa", "bbbb", "cccc"), row("x", "1.00", "2.00", "3.00"), row("y", "1.00", "2.00", "3.00"));
        assertThat(table.text(13, false)).isEqualTo("""
                m  aaaa  bbbb
                x  1.00  2.00
                y  1.00  2.00

                m  cccc
                x  3.00
                y  3.00""");
        assertThat(table.text(1, false).lines()).hasSize(11);
    }

    @Test
    void wideTablesAreTransposedWhereThatFits() {
        TextTable table = new TextTable(List.of("method", "EN", "SD", "SCD", "VIF"));
        table.add(List.of(Cell.of("gtf"), new Cell("6.5", true), Cell.of("28.25"), Cell.of("1.5"), Cell.of("")));
        table.add(List.of(Cell.of("average"), Cell.of("6.25*"), Cell.of("8.5"), Cell.of("1.25"), Cell.of("0.5")));
        assertThat(table.text(24, false)).isEqualTo("""
                method    gtf  average
                EN       6.5     6.25*
                SD      28.25    8.5
                SCD      1.5     1.25
                VIF      -       0.5""");
        assertThat(table.text(24, true)).contains("\u001b[1m6.5\u001b[22m");
        assertThat(table.text(80, false).lines()).hasSize(3);
    }

    @Test
    void boldTypeTakesNoRoom() {
        TextTable table = new TextTable(List.of("m", "v"));
        table.add(List.of(Cell.of("x"), new Cell("1.5", true)));
        table.add(List.of(Cell.of("y"), Cell.of("10.5")));
        assertThat(table.text(80, true)).isEqualTo("m     v\nx   \u001b[1m1.5\u001b[22m\ny  10.5");
        assertThat(table.text(80, false)).doesNotContain("\u001b");
    }

    @Test
    void tableWithoutRowsOrNumbersIsItsHead() {
        assertThat(table(row("m", "v")).text(80, false)).isEqualTo("m  v");
        assertThat(table(row("m"), row("x")).text(80, false)).isEqualTo("m\nx");
    }

    @Test
    void rowOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table(row("m", "v"), row("x")))
                .withMessageContaining("1 cells for 2 columns");
    }
}
