// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.diagnostics;

import java.util.Locale;

/** Amounts of memory and disk as text. */
final class ByteCounts {
    private static final long GIGA = 1_000_000_000L;
    private static final long MEGA = 1_000_000L;

    private ByteCounts() {}

    static String text(long bytes) {
        return bytes >= GIGA
                ? String.format(Locale.ROOT, "%.1f GB", bytes / (double) GIGA)
                : String.format(Locale.ROOT, "%d MB", bytes / MEGA);
    }
}
