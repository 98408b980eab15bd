// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import java.util.List;

/**
 * A table of texts before its layout: a program aligns the columns as its terminal allows.
 *
 * @param heads names of the columns
 * @param rows a cell per column
 */
public record TextGrid(List<String> heads, List<List<Cell>> rows) {
    private static final String NO_VALUE = "-";

    /**
     * A cell.
     *
     * @param text a name, or a rounded number; a hyphen where there is no value
     * @param best whether it is the best of its column
     */
    public record Cell(String text, boolean best) {
        /** Returns a cell that is not the best; a hyphen for an empty text. */
        public static Cell of(String text) {
            return new Cell(text.isEmpty() ? NO_VALUE : text, false);
        }
    }

    /** Copies the lists. */
    public TextGrid {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
