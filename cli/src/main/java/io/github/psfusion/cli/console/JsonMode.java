// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

/** The form of results on standard output. */
public enum JsonMode {
    /** Text for people. */
    OFF,
    /** One JSON object. */
    OBJECT,
    /** A JSON object per line and result, as they come. */
    LINES
}
