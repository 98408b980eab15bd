// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

/**
 * Radial distortion of a lens by two terms of Brown's model: a point at {@code v} from the center, in an image without distortion, is
 * seen at {@code v (1 + k1 r^2 + k2 r^4)} with {@code r = |v| / unit}.
 *
 * <p>Source: D. C. Brown, "Close-range camera calibration", 1971. Calibrations made with OpenCV have the focal length in pixels as unit
 * and the principal point as center.
 *
 * @param k1 first coefficient
 * @param k2 second coefficient
 * @param centerX center in pixels
 * @param centerY center in pixels
 * @param unit distance from the center, in pixels, at which r is 1, above 0
 */
public record LensDistortion(double k1, double k2, double centerX, double centerY, double unit) {
    /** A lens without distortion. */
    public static final LensDistortion NONE = new LensDistortion(0, 0, 0, 0, 1);

    private static final int PARTS = 5;
    private static final int STEPS = 20;
    private static final double EXACT = 1e-12;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is not finite or the unit is not above 0
     */
    public LensDistortion {
        if (!Double.isFinite(k1 + k2 + centerX + centerY + unit) || unit <= 0) {
            throw new IllegalArgumentException(
                    "lens with k1 " + k1 + ", k2 " + k2 + ", center " + centerX + ", " + centerY + " and unit " + unit);
        }
    }

    /**
     * Reads the values of a calibration: {@code K1,K2,CX,CY,UNIT}.
     *
     * @throws IllegalArgumentException if they are not five numbers, or impossible
     */
    public static LensDistortion parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException(text + " is no lens; expected are five numbers: k1, k2, the center x, y"
                    + " and the focal length in pixels, such as -0.21,0.05,320.5,255.8,610");
        }
        double[] values = new double[PARTS];
        for (int i = 0; i < PARTS; i++) {
            try {
                values[i] = Double.parseDouble(parts[i].strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(parts[i] + " is not a number", e);
            }
        }
        return new LensDistortion(values[0], values[1], values[2], values[3], values[4]);
    }

    /** Returns the five numbers as {@link #parse} reads them. */
    @Override
    public String toString() {
        return k1 + "," + k2 + "," + centerX + "," + centerY + "," + unit;
    }

    /** Returns the distortion about the center of an image, with half its long side as unit. */
    public static LensDistortion ofImage(int width, int height, double k1, double k2) {
        return new LensDistortion(k1, k2, (width - 1) / 2.0, (height - 1) / 2.0, Math.max(width, height) / 2.0);
    }

    /** Returns whether this changes nothing. */
    public boolean isNone() {
        return k1 == 0 && k2 == 0;
    }

    /** Moves a point to where the lens shows it. */
    void distort(double[] point) {
        double x = (point[0] - centerX) / unit;
        double y = (point[1] - centerY) / unit;
        double factor = factor(x * x + y * y);
        point[0] = centerX + unit * x * factor;
        point[1] = centerY + unit * y * factor;
    }

    private double factor(double square) {
        return 1 + square * (k1 + square * k2);
    }

    /** Moves a point to where a lens without distortion would show it, by Newton's steps; NaN where the lens shows none. */
    void undistort(double[] point) {
        if (isNone()) {
            return;
        }
        double x = (point[0] - centerX) / unit;
        double y = (point[1] - centerY) / unit;
        double distorted = Math.hypot(x, y);
        double r = distorted;
        for (int step = 0; step < STEPS; step++) {
            double square = r * r;
            double slope = 1 + square * (3 * k1 + 5 * k2 * square);
            if (!(slope > 0)) { // beyond the radius at which the model folds
                r = Double.NaN;
                break;
            }
            double change = (r * factor(square) - distorted) / slope;
            r -= change;
            if (Math.abs(change) < EXACT) {
                break;
            }
        }
        double factor = distorted == 0 ? 1 : r / distorted;
        point[0] = centerX + unit * x * factor;
        point[1] = centerY + unit * y * factor;
    }
}
