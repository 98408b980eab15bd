// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.http;

import io.github.psfusion.platform.PrintableText;

/** Texts of clients as messages repeat them. */
public final class Printable {
    private static final int LONGEST = 60;

    private Printable() {}

    /** Returns the beginning of a text, without control characters. */
    public static String excerpt(String text) {
        String printable = PrintableText.name(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        return text.length() > LONGEST ? printable + "..." : printable;
    }
}
