// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.numeric;

import java.util.Arrays;

/**
 * The sum of the logarithms of very many factors, with few logarithms: factors are multiplied column by column, and after
 * some rows the binary exponents of the products are counted apart and their significands multiplied on.
 *
 * <p>Each multiplication rounds once, by at most 2^-53 of the product: a million factors err by less than 1e-9 in all.
 */
public final class LogSum {
    /** Rows between two reductions; with factors below {@link #LIMIT} the products stay below 2^960. */
    private static final int ROWS = 16;

    /** Significands, each in [1, 2), between two logarithms: their product stays below 2^1000. */
    private static final int SIGNIFICANDS = 1000;

    /** What a factor must stay below. */
    public static final double LIMIT = 0x1p60;

    private static final long SIGNIFICAND_BITS = 0x000F_FFFF_FFFF_FFFFL;
    private static final long EXPONENT_OF_ONE = 0x3FF0_0000_0000_0000L;

    private final double[] products;
    private int rows;
    private long exponents;
    private double logarithms;

    /**
     * Makes an empty sum.
     *
     * @param width number of factors in each row
     */
    public LogSum(int width) {
        products = new double[width];
        Arrays.fill(products, 1);
    }

    /**
     * Adds the logarithms of factors.
     *
     * @param factors one per column, each at least 1 and below {@link #LIMIT}
     */
    public void add(double[] factors) {
        for (int x = 0; x < products.length; x++) {
            products[x] *= factors[x];
        }
        rows++;
        if (rows == ROWS) {
            reduce();
        }
    }

    /** Returns the sum of the natural logarithms of all factors so far. */
    public double value() {
        reduce();
        return exponents * Math.log(2) + logarithms;
    }

    private void reduce() {
        double product = 1;
        int factors = 0;
        for (int x = 0; x < products.length; x++) {
            long bits = Double.doubleToRawLongBits(products[x]);
            exponents += Math.getExponent(products[x]);
            product *= Double.longBitsToDouble((bits & SIGNIFICAND_BITS) | EXPONENT_OF_ONE);
            factors++;
            if (factors == SIGNIFICANDS) {
                logarithms += Math.log(product);
                product = 1;
                factors = 0;
            }
            products[x] = 1;
        }
        logarithms += Math.log(product);
        rows = 0;
    }
}
