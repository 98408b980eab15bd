// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.metrics.MetricDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How many digits follow the decimal point in a table of means.
 *
 * @param ofAll of all metrics; empty for the usual number, which depends on the size of the means
 * @param ofMetrics of some metrics, by key
 */
public record Decimals(OptionalInt ofAll, Map<String, Integer> ofMetrics) {
    /** The usual numbers: four below 10, fewer above, one more below 0.1. */
    public static final Decimals USUAL = new Decimals(OptionalInt.empty(), Map.of());

    /** Most digits: a double has no more. */
    private static final String NUMBER = "[0-9]|1[0-5]";

    /** Copies the map. */
    public Decimals {
        ofMetrics = Map.copyOf(ofMetrics);
    }

    /**
     * Reads {@code 3}, {@code SD=1,EN=2} or {@code 3,SD=1}.
     *
     * @throws IllegalArgumentException if the text has another form, or a number is above 15
     */
    public static Decimals parse(String text) {
        OptionalInt ofAll = OptionalInt.empty();
        Map<String, Integer> ofMetrics = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.lastIndexOf('=');
            String number = part.substring(equals + 1).strip();
            boolean again = equals < 0
                    ? ofAll.isPresent()
                    : ofMetrics.containsKey(part.substring(0, equals).strip());
            if (!number.matches(NUMBER) || again) {
                throw new IllegalArgumentException(text
                        + ": expected a number from 0 to 15 for all metrics, or METRIC=NUMBER, separated by commas");
            }
            if (equals < 0) {
                ofAll = OptionalInt.of(Integer.parseInt(number));
            } else {
                ofMetrics.put(part.substring(0, equals).strip(), Integer.parseInt(number));
            }
        }
        return new Decimals(ofAll, ofMetrics);
    }

    /**
     * Checks that there are all metrics that have a number of their own.
     *
     * @throws IllegalArgumentException naming one that does not exist
     */
    public void check(List<MetricDescription> metrics) {
        List<String> keys = metrics.stream().map(MetricDescription::key).toList();
        for (String key : ofMetrics.keySet()) {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException("there is no metric " + key + " among " + String.join(", ", keys));
            }
        }
    }

    /** Returns the chosen number for a metric. */
    OptionalInt of(String key) {
        Integer own = ofMetrics.get(key);
        return own != null ? OptionalInt.of(own) : ofAll;
    }
}
