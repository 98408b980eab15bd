// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import java.util.Optional;

/**
 * How the tables for papers and READMEs look.
 *
 * @param decimals digits after the decimal point
 * @param methods where the methods are
 * @param deviations whether means have their standard deviations beside them
 * @param caption LaTeX instead of the usual caption
 * @param label of the table in LaTeX
 */
public record TableStyle(
        Decimals decimals, Methods methods, Deviations deviations, Optional<String> caption, String label) {
    /** A row per method with deviations. */
    public static final TableStyle DEFAULT =
            new TableStyle(Decimals.USUAL, Methods.ROWS, Deviations.SHOWN, Optional.empty(), "tab:scores");

    /** Where the methods of a table are. */
    public enum Methods {
        /** A row per method, a column per metric. */
        ROWS,
        /** A column per method, a row per metric. */
        COLUMNS
    }

    /** Whether standard deviations are in a table. */
    public enum Deviations {
        /** After each mean. */
        SHOWN,
        /** Nowhere. */
        HIDDEN
    }

    /**
     * Checks the label.
     *
     * @throws IllegalArgumentException if LaTeX could not read it
     */
    public TableStyle {
        if (!isLabel(label)) {
            throw new IllegalArgumentException(
                    "label \"" + label + "\": expected letters, digits and any of : . _ + / -");
        }
    }

    /** Returns whether LaTeX takes a text as a label. */
    public static boolean isLabel(String text) {
        return text.matches("[A-Za-z0-9:._+/-]+");
    }
}
