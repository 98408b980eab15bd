// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Small things that are said. */
class WordsTest {
    @Test
    void arrowsBecomeSignsThatEveryTerminalHas() {
        assertThat(Symbols.in(UTF_8)).isEqualTo(new Symbols("↑", "↓", "±"));
        assertThat(Symbols.in(US_ASCII)).isEqualTo(new Symbols("+", "-", "+-"));
    }
}
