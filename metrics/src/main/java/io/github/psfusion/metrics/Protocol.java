// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import java.util.Locale;

/** A fixed definition of all metrics. Values of different protocols are never in one table. */
public enum Protocol {
    /**
     * The definition of each metric's paper; for the six metrics of the PSFusion paper exactly what its authors' public
     * MATLAB program computes since 2023-03-03. Degenerate cases have a stated value.
     */
    MODERN("modern"),
    /** What the most copied Python evaluator (of MMIF-CDDFuse) computes, with its quirks, NaN and infinities included. */
    LEGACY("legacy"),
    /** What the same authors' MATLAB program computed before 2023-03-03, in saturating 8-bit arithmetic. */
    AUTHORS_2022("authors2022");

    private final String key;

    Protocol(String key) {
        this.key = key;
    }

    /** Returns the name that options and files use. */
    public String key() {
        return key;
    }

    /**
     * Finds a protocol by its {@link #key}, whatever the case.
     *
     * @throws IllegalArgumentException naming the known ones
     */
    public static Protocol of(String key) {
        for (Protocol protocol : values()) {
            if (protocol.key.equals(key.toLowerCase(Locale.ROOT))) {
                return protocol;
            }
        }
        throw new IllegalArgumentException(
                "\"" + key + "\" is no protocol of metrics; known are modern, legacy and authors2022");
    }
}
