// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.StoredValues;
import java.util.Optional;

/**
 * An infrared image of temperatures, or of counts where it is not known what temperatures they stand for.
 *
 * @param width in pixels
 * @param height in pixels
 * @param values {@code width * height} values, row by row: degrees Celsius, not a number where a count stands for no
 *     temperature; or counts from 0 to 65535
 * @param unit of the values
 * @param origin where the values come from
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Thermogram(int width, int height, float[] values, Unit unit, Origin origin) {
    /** What values are. */
    public enum Unit {
        /** Degrees Celsius. */
        CELSIUS,
        /** Counts of the sensor. */
        COUNTS
    }

    /**
     * Where values come from.
     *
     * @param camera maker or model; empty if it is not known
     * @param parameters by which counts became temperatures
     * @param overrides those of them that are not the file's own
     * @param scale by which counts became temperatures in place of parameters
     */
    public record Origin(
            String camera,
            Optional<CameraParameters> parameters,
            ParameterOverrides overrides,
            Optional<CountScale> scale) {
        /** Returns the origin of values whose file states their temperatures, or nothing. */
        static Origin unknown(String camera) {
            return new Origin(camera, Optional.empty(), ParameterOverrides.NONE, Optional.empty());
        }
    }

    /** Returns the counts of a camera as temperatures by a scale, in place of the camera's own calibration. */
    public static Thermogram of(RadiometricFile file, CountScale scale) {
        char[] counts = file.counts();
        float[] values = new float[counts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) scale.celsius(counts[i]);
        }
        Origin origin = new Origin(file.camera(), Optional.empty(), ParameterOverrides.NONE, Optional.of(scale));
        return new Thermogram(file.width(), file.height(), values, Unit.CELSIUS, origin);
    }

    /**
     * Returns the values of a file as temperatures.
     *
     * @param scale of the values; without one they are degrees Celsius
     */
    public static Thermogram of(StoredValues stored, Optional<CountScale> scale) {
        float[] values = stored.values().clone();
        for (int i = 0; i < values.length; i++) {
            double celsius = scale.isPresent() ? scale.get().celsius(values[i]) : values[i];
            values[i] = Double.isFinite(celsius) && celsius >= COLDEST ? (float) celsius : Float.NaN;
        }
        Origin origin = new Origin("", Optional.empty(), ParameterOverrides.NONE, scale);
        return new Thermogram(stored.width(), stored.height(), values, Unit.CELSIUS, origin);
    }

    /** Levels of one kelvin in {@link #levels}: 20 makes whole degrees Celsius whole levels. */
    private static final double LEVELS_PER_KELVIN = 20;

    /** The lowest temperature in degrees Celsius. */
    static final double COLDEST = ObjectParameters.ABSOLUTE_ZERO;

    /** The highest temperature in degrees Celsius that a thermogram holds: above, {@link #levels} are clipped. */
    static final double HOTTEST = BitDepth.BITS_16.max() / LEVELS_PER_KELVIN + COLDEST;

    /** Returns the level of a temperature in {@link #levels}, not rounded. */
    static double level(double celsius) {
        return (celsius - COLDEST) * LEVELS_PER_KELVIN;
    }

    /** Returns the temperature in degrees Celsius of a level of {@link #levels}. */
    public static double celsius(double level) {
        return level / LEVELS_PER_KELVIN + COLDEST;
    }

    /**
     * Returns the image on 16-bit levels, samples not rounded: counts as they are, temperatures as 20 levels per kelvin from
     * absolute zero on. Values that are not numbers become the lowest one.
     */
    public Plane levels() {
        float lowest = (float) lowest();
        float[] samples = new float[values.length];
        for (int i = 0; i < samples.length; i++) {
            float value = Float.isNaN(values[i]) ? lowest : values[i];
            double level = unit == Unit.CELSIUS ? level(value) : value;
            samples[i] = (float) Math.min(Math.max(level / BitDepth.BITS_16.max(), 0), 1);
        }
        return Plane.wrap(width, height, samples);
    }

    /** Returns the lowest value; 0 if none is a number. */
    public double lowest() {
        double lowest = Double.POSITIVE_INFINITY;
        for (float value : values) {
            lowest = value < lowest ? value : lowest;
        }
        return Double.isInfinite(lowest) ? 0 : lowest;
    }

    /** Returns the highest value; 0 if none is a number. */
    public double highest() {
        double highest = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            highest = value > highest ? value : highest;
        }
        return Double.isInfinite(highest) ? 0 : highest;
    }

    /** Returns the mean of all values that are numbers; 0 without any. */
    public double mean() {
        double sum = 0;
        for (float value : values) {
            sum += Float.isNaN(value) ? 0 : value;
        }
        int count = values.length - missing();
        return count == 0 ? 0 : sum / count;
    }

    /** Returns how many values are not numbers. */
    public int missing() {
        int missing = 0;
        for (float value : values) {
            missing += Float.isNaN(value) ? 1 : 0;
        }
        return missing;
    }
}
