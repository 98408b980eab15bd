// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.util.ArrayList;
import java.util.List;

/** Prose that fits a terminal. */
public final class WrappedText {
    private WrappedText() {}

    /**
     * Breaks a text at its blanks into lines that begin with blanks.
     *
     * @param indent number of blanks
     * @param columns width of the terminal, the blanks included; a longer word has a line of its own
     */
    public static String indented(String text, int indent, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(" ".repeat(indent));
        for (String word : text.split(" ", -1)) {
            boolean first = line.length() == indent;
            if (!first && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(indent));
                first = true;
            }
            line.append(first ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return String.join("\n", lines);
    }
}
