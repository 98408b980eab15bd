// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.doctor;

import java.util.Locale;

/** Amounts of memory and disk in words. */
final class Bytes {
    private static final long GIGA = 1_000_000_000L;
    private static final long MEGA = 1_000_000L;

    private Bytes() {}

    static String text(long bytes) {
        return bytes >= GIGA
                ? String.format(Locale.ROOT, "%.1f GB", bytes / (double) GIGA)
                : String.format(Locale.ROOT, "%d MB", bytes / MEGA);
    }
}
