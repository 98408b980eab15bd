// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.metrics.MetricValue;

/** Why a value is null in JSON, which has no words for NaN and infinities; in both directions. */
final class Reasons {
    private static final String NOT_FINITE = "the value is ";

    private Reasons() {}

    static String of(MetricValue value) {
        return value instanceof MetricValue.Undefined undefined ? undefined.reason() : NOT_FINITE + value.orNaN();
    }

    static MetricValue value(String reason) {
        return switch (reason) {
            case NOT_FINITE + "NaN" -> MetricValue.of(Double.NaN);
            case NOT_FINITE + "Infinity" -> MetricValue.of(Double.POSITIVE_INFINITY);
            case NOT_FINITE + "-Infinity" -> MetricValue.of(Double.NEGATIVE_INFINITY);
            default -> MetricValue.undefined(reason);
        };
    }
}
