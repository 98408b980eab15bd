// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.numeric.Border;
import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.imaging.numeric.Gradients;
import io.github.psfusion.imaging.numeric.SeparableFilter;

/**
 * The normalized gradient field of an image with doubled angles, a complex number for each pixel:
 *
 * <pre>
 * g = G(s1) * image,  (gx, gy) = central differences of g,  m2 = gx^2 + gy^2,  E = local mean of m2
 * z = G(s2) * ((gx + i gy)^2 / (m2 + E / 2 + 1.6e-5))
 * </pre>
 *
 * with G(s) a Gaussian window of standard deviation s pixels. The doubled angle makes an edge from dark to bright equal to one from
 * bright to dark, which is what an infrared and a visible image have in common; the division makes faint edges count nearly as
 * much as strong ones, and 1.6e-5, the square of one level of 8 bits, keeps noise small.
 *
 * <p>Source: E. Haber, J. Modersitzki, "Intensity gradient based registration and fusion of multi-modal images", MICCAI 2006
 * (the normalized field and its edge parameter); the doubled angle is that of structure tensors.
 *
 * @param real real part
 * @param imaginary imaginary part, of the same size
 */
record GradientField(DoubleImage real, DoubleImage imaginary) {
    private static final double NOISE = 1.6e-5;
    private static final double ENERGY_SHARE = 0.5;
    /** Standard deviations that a window reaches. */
    private static final double REACH = 3;

    /**
     * Widths of the two Gaussian windows, in pixels.
     *
     * @param before standard deviation of the one before the differences
     * @param after of the one after the division
     */
    record Smoothing(double before, double after) {
        static final Smoothing COARSE_SEARCH = new Smoothing(0.7, 0.8);
        static final Smoothing COARSE = new Smoothing(0.7, 1.2);
        static final Smoothing FINE = new Smoothing(1.0, 1.5);
    }

    /**
     * Computes the field.
     *
     * @param image values in [0, 1]
     * @param area where the field is wanted; it is 0 elsewhere, but for the last smoothing
     */
    static GradientField of(DoubleImage image, ValidArea area, Smoothing smoothing) {
        DoubleImage smooth = gaussian(smoothing.before()).same(image, Border.REPLICATE);
        int width = image.width();
        int height = image.height();
        boolean[] valid = area.values();
        double[] real = new double[image.size()];
        double[] imaginary = new double[image.size()];
        double[] squares = new double[image.size()];
        double[] weights = new double[width];
        double[][] parts = new double[3][width];
        Gradients.central(smooth, (y, along, down) -> {
            for (int x = 0; x < width; x++) {
                weights[x] = valid[y * width + x] ? 1 : 0;
            }
            doubleAngles(along, down, weights, parts[0], parts[1], parts[2]);
            System.arraycopy(parts[0], 0, real, y * width, width);
            System.arraycopy(parts[1], 0, imaginary, y * width, width);
            System.arraycopy(parts[2], 0, squares, y * width, width);
        });
        LocalEnergy energy = LocalEnergy.of(squares, valid, width, height);
        for (int y = 0; y < height; y++) {
            System.arraycopy(real, y * width, parts[0], 0, width);
            System.arraycopy(imaginary, y * width, parts[1], 0, width);
            System.arraycopy(squares, y * width, parts[2], 0, width);
            normalize(parts[0], parts[1], parts[2], energy.row(y));
            System.arraycopy(parts[0], 0, real, y * width, width);
            System.arraycopy(parts[1], 0, imaginary, y * width, width);
        }
        SeparableFilter last = gaussian(smoothing.after());
        return new GradientField(
                last.same(DoubleImage.wrap(width, height, real), Border.ZERO),
                last.same(DoubleImage.wrap(width, height, imaginary), Border.ZERO));
    }

    // Loops over whole arrays from 0 on, of which the just-in-time compiler makes vector instructions.

    private static void doubleAngles(
            double[] along, double[] down, double[] weights, double[] real, double[] imaginary, double[] squares) {
        for (int x = 0; x < weights.length; x++) {
            double gx = along[x] * weights[x];
            double gy = down[x] * weights[x];
            real[x] = gx * gx - gy * gy;
            imaginary[x] = 2 * gx * gy;
            squares[x] = gx * gx + gy * gy;
        }
    }

    private static void normalize(double[] real, double[] imaginary, double[] squares, double[] means) {
        for (int x = 0; x < means.length; x++) {
            double factor = 1 / (squares[x] + ENERGY_SHARE * means[x] + NOISE);
            real[x] *= factor;
            imaginary[x] *= factor;
        }
    }

    private static SeparableFilter gaussian(double sigma) {
        return SeparableFilter.gaussian(2 * (int) Math.ceil(REACH * sigma) + 1, sigma);
    }
}
