// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rows of comma-separated values after RFC 4180, but with line feeds as line ends; the same bytes whatever the locale.
 *
 * <p>Spreadsheet programs run fields that begin like a formula. Names come from elsewhere, so such fields begin with an apostrophe
 * instead, which marks text in these programs; numbers stay as they are.
 */
public final class Csv {
    /** Numbers, and the signs alone, which stand for directions. */
    private static final Pattern HARMLESS =
            Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?|[+-]?(Infinity|NaN)|[+-]");

    /** What formulas begin with in common spreadsheet programs, also as full-width characters. */
    private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n";

    private Csv() {}

    /**
     * Returns a row with its line end. Fields are quoted where they hold commas, quotes, line ends or outer blanks, and begin with
     * an apostrophe where they would be a formula.
     */
    public static String row(List<String> fields) {
        return fields.stream().map(Csv::field).collect(Collectors.joining(",")) + "\n";
    }

    private static String field(String text) {
        String field = isFormula(text) ? "'" + text : text;
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == '\t')
                && field.equals(field.strip());
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private static boolean isFormula(String text) {
        // Some programs skip blanks before a formula.
        String start = text.replaceFirst("^[ \u00A0]+", "");
        return !start.isEmpty()
                && FORMULA.indexOf(start.charAt(0)) >= 0
                && !HARMLESS.matcher(text).matches();
    }

    /** Returns a number with all its digits: reading it gives the same number. */
    public static String number(double value) {
        return Double.toString(value);
    }

    /** Returns a number as {@link #number(double)} does, or an empty field. */
    public static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    /** Splits a row without its line end; fields may be quoted, and blanks around them do not count. */
    public static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }
}
