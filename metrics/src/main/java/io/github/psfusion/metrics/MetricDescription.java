// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import java.util.Locale;

/**
 * The description of a metric.
 *
 * @param key short name in options, tables and files, such as {@code EN}
 * @param name what it measures, such as {@code entropy}
 * @param direction which values are better
 * @param least smallest possible value under {@link Protocol#MODERN}; minus infinity where there is none
 * @param greatest largest possible value under {@link Protocol#MODERN}; infinity where there is none
 * @param smallestSide pixels that the smaller side of the images must have; below, the value is undefined
 * @param formula the definition in one line of plain text
 * @param citation authors, title or journal, year
 */
public record MetricDescription(
        String key,
        String name,
        Direction direction,
        double least,
        double greatest,
        int smallestSide,
        String formula,
        String citation) {
    /** Returns the possible values under {@link Protocol#MODERN} in words, such as {@code 0 to 8}. */
    public String range() {
        if (least == Double.NEGATIVE_INFINITY && greatest == Double.POSITIVE_INFINITY) {
            return "unlimited";
        }
        if (greatest == Double.POSITIVE_INFINITY) {
            return "from " + text(least);
        }
        return (least == Double.NEGATIVE_INFINITY ? "" : text(least) + " ") + "to " + text(greatest);
    }

    private static String text(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
