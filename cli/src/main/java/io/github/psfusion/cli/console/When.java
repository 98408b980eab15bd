// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

/** When something that a terminal can show is shown. */
public enum When {
    /** If the stream is a terminal. */
    AUTO,
    /** Always. */
    ALWAYS,
    /** Never. */
    NEVER;

    /** Returns the decision where the terminal's answer is known. */
    public boolean decide(boolean automatic) {
        return this == ALWAYS || (this == AUTO && automatic);
    }
}
