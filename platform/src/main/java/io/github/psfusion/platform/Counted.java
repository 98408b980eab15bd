// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

/** Numbers of things in words: {@code 1 pair}, {@code 2 pairs}. */
public final class Counted {
    private Counted() {}

    /** Returns the number with the name of one thing, which gets an s where there are none or several. */
    public static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
