// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappedTextTest {
    @Test
    void textIsBrokenAtBlanks() {
        assertThat(WrappedText.indented("one two three", 2, 9)).isEqualTo("  one two\n  three");
        assertThat(WrappedText.indented("unbreakable a", 2, 6)).isEqualTo("  unbreakable\n  a");
        assertThat(WrappedText.indented("", 2, 6)).isEqualTo("  ");
    }
}
