// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.numeric.DoubleImage;
import java.util.Arrays;

/**
 * The products of which a row of pixels adds to the normal equations, summed over the real and the imaginary part of the fields. Its
 * loops run over whole arrays from 0 on, of which the just-in-time compiler makes vector instructions.
 */
final class StepRow {
    static final int GRADIENT_XX = 0;
    static final int GRADIENT_XY = 1;
    static final int GRADIENT_YY = 2;
    static final int RESIDUAL_X = 3;
    static final int RESIDUAL_Y = 4;
    static final int PRODUCTS = 5;

    private final int width;
    private final double[][] products;
    private final double[] weights;
    private final double[] gradientX;
    private final double[] gradientY;
    private final double[] residual;
    private final double[] before;
    private final double[] after;

    StepRow(int width) {
        this.width = width;
        products = new double[PRODUCTS][width];
        weights = new double[width];
        gradientX = new double[width];
        gradientY = new double[width];
        residual = new double[width];
        before = new double[width];
        after = new double[width];
    }

    /** Begins a row; pixels that are not valid add nothing. */
    void clear(boolean[] valid, int start) {
        for (double[] product : products) {
            Arrays.fill(product, 0);
        }
        for (int x = 1; x < width - 1; x++) {
            weights[x] = valid[start + x] ? 1 : 0;
        }
    }

    /**
     * Adds the real or the imaginary part of the row.
     *
     * @param fixedScale what the fixed field is multiplied by
     * @param movingScale what the moving field is multiplied by
     * @param half what coordinates are divided by
     */
    void add(DoubleImage fixed, DoubleImage moving, int y, double fixedScale, double movingScale, double half) {
        moving.row(y, after);
        fixed.row(y, residual);
        scaledDifference(residual, fixedScale, after, movingScale);
        System.arraycopy(after, 0, before, 1, width - 1);
        System.arraycopy(moving.values(), y * width + 1, after, 0, width - 1);
        double scale = movingScale * half / 2;
        weightedDifference(after, before, weights, scale, gradientX);
        moving.row(y - 1, before);
        moving.row(y + 1, after);
        weightedDifference(after, before, weights, scale, gradientY);
        addProduct(products[GRADIENT_XX], gradientX, gradientX);
        addProduct(products[GRADIENT_XY], gradientX, gradientY);
        addProduct(products[GRADIENT_YY], gradientY, gradientY);
        addProduct(products[RESIDUAL_X], residual, gradientX);
        addProduct(products[RESIDUAL_Y], residual, gradientY);
    }

    /** Returns one of the products, for each pixel of the row. */
    double[] product(int index) {
        return products[index];
    }

    private static void scaledDifference(double[] minuend, double factor, double[] subtrahend, double otherFactor) {
        for (int x = 0; x < minuend.length; x++) {
            minuend[x] = factor * minuend[x] - otherFactor * subtrahend[x];
        }
    }

    private static void weightedDifference(
            double[] minuend, double[] subtrahend, double[] weights, double scale, double[] difference) {
        for (int x = 0; x < difference.length; x++) {
            difference[x] = scale * weights[x] * (minuend[x] - subtrahend[x]);
        }
    }

    private static void addProduct(double[] sum, double[] first, double[] second) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += first[x] * second[x];
        }
    }
}
