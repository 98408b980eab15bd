// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** How wide tables may be. */
class TerminalTest {
    @Test
    void widthIsTheLastNumberOfWhatATerminalStates() {
        assertThat(Terminal.columns("24 132\n")).hasValue(132);
        assertThat(Terminal.columns("97")).hasValue(97);
        assertThat(Terminal.columns("10")).hasValue(40); // narrower ones cannot hold a table
        assertThat(Terminal.columns("0 0\n")).isEmpty();
        assertThat(Terminal.columns("")).isEmpty();
        assertThat(Terminal.columns("wide")).isEmpty();
    }

    @Test
    void aStatedWidthHoldsForFilesAndPipesToo() {
        assertThat(Terminal.of(Map.of("COLUMNS", "97")).tableColumns()).isEqualTo(97);
        assertThat(Terminal.none().tableColumns()).isEqualTo(Integer.MAX_VALUE);
        assertThat(new Terminal(true, true, 120, false, false).tableColumns()).isEqualTo(120);
        assertThat(new Terminal(false, true, 120, false, false).tableColumns()).isEqualTo(Integer.MAX_VALUE);
    }
}
