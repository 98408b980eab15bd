// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis whose ends and ticks are round numbers.
 *
 * @param step distance of ticks, above 0
 * @param decimals of the ticks
 */
record Axis(double low, double high, double step, int decimals) {
    private static final int MOST_TICKS = 7;
    private static final double[] STEPS = {1, 2, 2.5, 5, 10, 20};
    /** Room on both sides of a single value, relative to it. */
    private static final double MARGIN = 0.1;
    /** Values that differ by less, relative to their size, are one: labels could not distinguish them. */
    private static final double SAME = 1e-9;
    /** Larger values are off the axis: their differences are not numbers. */
    private static final double LARGEST = 1e300;
    /** Smaller values are 0: their ticks would need hundreds of digits. */
    private static final double SMALLEST = 1e-100;

    /** A position with its label. */
    record Tick(double value, String label) {}

    /** Returns the axis with the widest step that has few ticks and contains both numbers. */
    static Axis around(double lowest, double highest) {
        double low = Math.abs(lowest) < SMALLEST ? 0 : Math.max(lowest, -LARGEST);
        double high = Math.abs(highest) < SMALLEST ? 0 : Math.min(highest, LARGEST);
        if (!(high - low > SAME * Math.max(Math.abs(low), Math.abs(high)))) {
            double margin = low == 0 ? 1 : Math.abs(low) * MARGIN;
            low -= margin;
            high += margin;
        }
        double power = Math.pow(10, Math.floor(Math.log10((high - low) / MOST_TICKS)));
        for (double factor : STEPS) {
            double step = factor * power;
            double first = Math.floor(low / step) * step;
            double last = Math.ceil(high / step) * step;
            if (Math.round((last - first) / step) <= MOST_TICKS) {
                return new Axis(first, last, step, decimals(step));
            }
        }
        throw new IllegalStateException("no axis for " + lowest + " to " + highest);
    }

    private static int decimals(double step) {
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step)));
        double scaled = step * Math.pow(10, decimals);
        return Math.abs(scaled - Math.rint(scaled)) < MARGIN ? decimals : decimals + 1;
    }

    /** Returns the ticks from the lower end to the upper one. */
    List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        long count = Math.round((high - low) / step);
        for (int i = 0; i <= count; i++) {
            double value = low + i * step;
            String label = String.format(Locale.ROOT, "%." + decimals + "f", value);
            ticks.add(new Tick(value, label.matches("-0(\\.0*)?") ? label.substring(1) : label));
        }
        return List.copyOf(ticks);
    }

    /** Returns where a value is: 0 at the lower end, 1 at the upper one. */
    double share(double value) {
        return (value - low) / (high - low);
    }
}
