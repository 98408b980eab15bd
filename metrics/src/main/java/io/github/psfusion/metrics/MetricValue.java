// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

/** The value of a metric, or the reason why there is none; a reason is never replaced by 0, 1 or NaN. */
public sealed interface MetricValue {
    /**
     * A value. Under {@link Protocol#LEGACY} it may be NaN or infinite, as the published program returns it.
     *
     * @param value the number
     */
    record Defined(double value) implements MetricValue {}

    /**
     * There is no value.
     *
     * @param reason why, such as {@code 9 x 1 pixels; VIF needs 17 a side}
     */
    record Undefined(String reason) implements MetricValue {}

    /** Makes a value. */
    static MetricValue of(double value) {
        return new Defined(value);
    }

    /** Makes the absence of a value. */
    static MetricValue undefined(String reason) {
        return new Undefined(reason);
    }

    /** Returns whether means count it: it is there and finite. */
    default boolean counts() {
        return this instanceof Defined defined && Double.isFinite(defined.value());
    }

    /** Returns the number; NaN where there is none. */
    default double orNaN() {
        return this instanceof Defined defined ? defined.value() : Double.NaN;
    }
}
