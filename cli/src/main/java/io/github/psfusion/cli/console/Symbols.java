// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.nio.charset.Charset;

/**
 * Signs that not every terminal can show.
 *
 * @param higher after the name of a metric of which larger values are better
 * @param lower after the name of a metric of which smaller values are better
 * @param plusMinus between a mean and its deviation
 */
public record Symbols(String higher, String lower, String plusMinus) {
    private static final Symbols UNICODE = new Symbols("↑", "↓", "±");
    private static final Symbols ASCII = new Symbols("+", "-", "+-");

    /** Returns the signs, or what stands for them in an encoding that lacks them. */
    static Symbols in(Charset encoding) {
        boolean shown = encoding.canEncode()
                && encoding.newEncoder().canEncode(UNICODE.higher + UNICODE.lower + UNICODE.plusMinus);
        return shown ? UNICODE : ASCII;
    }

    /** Returns the signs that standard output can show. */
    public static Symbols ofOutput() {
        // From Java 19 on the encoding of standard output may be another than that of files.
        return in(Charset.forName(
                System.getProperty("stdout.encoding", Charset.defaultCharset().name())));
    }
}
