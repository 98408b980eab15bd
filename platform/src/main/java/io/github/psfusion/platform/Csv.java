// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Rows of comma-separated values after RFC 4180, but with line feeds as line ends; the same bytes whatever the locale. */
public final class Csv {
    private Csv() {}

    /** Returns a row with its line end. Fields are quoted where they hold commas, quotes, line ends or outer blanks. */
    public static String row(List<String> fields) {
        return fields.stream().map(Csv::quoted).collect(Collectors.joining(",")) + "\n";
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && field.equals(field.strip());
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    /** Returns a number with all its digits: reading it gives the same number. */
    public static String number(double value) {
        return Double.toString(value);
    }

    /** Returns a number as {@link #number(double)} does, or an empty field. */
    public static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }
}
