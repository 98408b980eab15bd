// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

/**
 * Text in which a terminal finds nothing to execute: control characters, which move the cursor, set the title or begin a line, and
 * characters that reverse the direction of writing, become escapes such as {@code \}{@code u001b}. Names of files, tensors and
 * metadata come from elsewhere and may hold any character.
 */
public final class PrintableText {
    private PrintableText() {}

    /** Returns a name on one line: line ends and tabs become {@code \n}, {@code \r} and {@code \t}. */
    public static String name(Object name) {
        return escaped(String.valueOf(name), false);
    }

    /** Returns a text whose line ends stay. In a JSON document the escapes are those of JSON, so that it has the same values. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean keepsLineEnds) {
        if (text.chars().noneMatch(c -> isUnprintable((char) c))) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isUnprintable(c) || (keepsLineEnds && isLineEnd(text, i))) {
                escaped.append(c);
            } else {
                escaped.append(escape(c));
            }
        }
        return escaped.toString();
    }

    private static boolean isLineEnd(String text, int at) {
        return text.charAt(at) == '\n' || text.startsWith("\r\n", at);
    }

    private static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) c);
        };
    }

    private static boolean isUnprintable(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || isDirection(c);
    }

    /** Marks, embeddings, overrides and isolates of the Unicode Bidirectional Algorithm (UAX 9). */
    private static boolean isDirection(char c) {
        return c == '\u061C'
                || c == '\u200E'
                || c == '\u200F'
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
