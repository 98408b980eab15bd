// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import io.github.psfusion.imaging.IntensityWindow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The temperatures that become black and white.
 *
 * @param low degrees Celsius that become 0
 * @param high degrees Celsius that become 1, above {@code low}
 */
public record TemperatureSpan(double low, double high) {
    private static final String NUMBER = "([-+]?\\d{1,4}(?:\\.\\d{1,6})?)";
    private static final Pattern SPAN = Pattern.compile(NUMBER + "\\.\\." + NUMBER + "([CK]?)");

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if the temperatures are not in order, or beyond what a thermogram holds
     */
    public TemperatureSpan {
        if (!(low >= Thermogram.COLDEST && high <= Thermogram.HOTTEST)
                || Math.round(Thermogram.level(low)) >= Math.round(Thermogram.level(high))) {
            throw new IllegalArgumentException("temperatures " + low + " and " + high + " must be in order between "
                    + Thermogram.COLDEST + " and " + Thermogram.HOTTEST + " degrees Celsius");
        }
    }

    /**
     * Reads a span such as {@code 10..40C}, {@code -20..120} or {@code 283..313K}.
     *
     * @throws IllegalArgumentException if the text is no span, or its temperatures are not in order
     */
    public static TemperatureSpan parse(String text) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is no span of temperatures; expected LO..HI with the unit C or K, such as 10..40C");
        }
        double zero = span.group(3).equals("K") ? ObjectParameters.ABSOLUTE_ZERO : 0;
        return new TemperatureSpan(Double.parseDouble(span.group(1)) + zero, Double.parseDouble(span.group(2)) + zero);
    }

    /** Returns the window of the levels of {@link Thermogram#levels}, to a twentieth of a degree. */
    public IntensityWindow window() {
        return new IntensityWindow.Fixed(
                (int) Math.round(Thermogram.level(low)), (int) Math.round(Thermogram.level(high)));
    }
}
