// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the counts of a file stand for: a temperature of {@code gain * counts + offset} degrees Celsius.
 *
 * @param gain degrees of one count, not 0
 * @param offset degrees Celsius of count 0
 * @param text as the user wrote it
 */
public record CountScale(double gain, double offset, String text) {
    private static final String NUMBER = "([-+]?(?:\\d{1,9}(?:\\.\\d{0,9})?|\\.\\d{1,9})(?:[eE][-+]?\\d{1,2})?)";
    private static final Pattern UNIT = Pattern.compile("([KkCc])(?:/(\\d{1,6}(?:\\.\\d{1,6})?))?");
    private static final Pattern LINE = Pattern.compile(NUMBER + "," + NUMBER);

    /**
     * Reads a scale: {@code K/100} for hundredths of a kelvin, {@code C/10} for tenths of a degree Celsius, or gain and offset
     * such as {@code 0.04,-273.15}.
     *
     * @throws IllegalArgumentException if the text is none of them, or the gain is 0
     */
    public static CountScale parse(String text) {
        Matcher unit = UNIT.matcher(text);
        if (unit.matches()) {
            double parts = unit.group(2) == null ? 1 : Double.parseDouble(unit.group(2));
            boolean kelvin = unit.group(1).equalsIgnoreCase("K");
            if (parts > 0) {
                return new CountScale(1 / parts, kelvin ? ObjectParameters.ABSOLUTE_ZERO : 0, text);
            }
        }
        Matcher line = LINE.matcher(text);
        if (line.matches() && Double.parseDouble(line.group(1)) != 0) {
            return new CountScale(Double.parseDouble(line.group(1)), Double.parseDouble(line.group(2)), text);
        }
        throw new IllegalArgumentException("\"" + text + "\" is no scale of counts; expected parts of a degree such as"
                + " K/100 or C/10, or GAIN,OFFSET in degrees Celsius such as 0.04,-273.15");
    }

    /** Returns the temperature in degrees Celsius. */
    public double celsius(double counts) {
        return gain * counts + offset;
    }
}
