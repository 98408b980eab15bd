// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.IntensityLevels;
import io.github.psfusion.imaging.radiometric.Thermogram;
import java.util.Locale;

/**
 * The intensity window that was applied to an image.
 *
 * @param levels the levels that became 0 and 1
 * @param celsius whether they stand for temperatures, see {@link Thermogram#levels}
 */
public record AppliedWindow(IntensityLevels levels, boolean celsius) {
    /** Returns what became 0: a level, or degrees Celsius. */
    public double low() {
        return celsius ? Thermogram.celsius(levels.low()) : levels.low();
    }

    /** Returns what became 1: a level, or degrees Celsius. */
    public double high() {
        return celsius ? Thermogram.celsius(levels.high()) : levels.high();
    }

    /** Returns both bounds in words. */
    public String text() {
        return celsius
                ? String.format(Locale.ROOT, "%.2f to %.2f degrees Celsius", low(), high())
                : "levels " + levels.low() + " to " + levels.high() + " of "
                        + levels.depth().bits() + " bits";
    }
}
