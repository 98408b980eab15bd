// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.gtf;

/**
 * The functional that both solvers minimize over {@code u}, the difference of the fused and the visible image:
 *
 * <pre>
 * E(u) = sum |u - s| + lambda sum sqrt((Dx u)^2 + (Dy u)^2)
 * (Dx u)[y, x] = u[y, x + 1] - u[y, x], 0 in the last column
 * (Dy u)[y, x] = u[y + 1, x] - u[y, x], 0 in the last row
 * </pre>
 *
 * <p>{@code s} is the difference of the infrared and the visible image, both in [0, 1]. This is total variation denoising of
 * {@code s} with an absolute fidelity term: convex, but its minimizer need not be unique.
 */
final class TotalVariation {
    private final int width;
    private final int height;
    private final double lambda;
    private final double[] s;

    /**
     * Makes a problem.
     *
     * @param width columns
     * @param height rows
     * @param lambda weight of the total variation, at least 0
     * @param s difference of the sources, row by row; kept, not changed
     */
    TotalVariation(int width, int height, double lambda, double[] s) {
        this.width = width;
        this.height = height;
        this.lambda = lambda;
        this.s = s;
    }

    /**
     * The two sums of the functional.
     *
     * @param fidelity {@code sum |u - s|}
     * @param variation {@code sum sqrt((Dx u)^2 + (Dy u)^2)}, without lambda
     */
    record Energy(double fidelity, double variation) {
        /** Returns {@code E}. */
        double total(double lambda) {
            return fidelity + lambda * variation;
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    double lambda() {
        return lambda;
    }

    /** Returns the difference of the sources, not a copy. */
    double[] s() {
        return s;
    }

    /** Returns the two sums for a candidate, row by row; not changed. */
    Energy energy(double[] u) {
        double fidelity = 0;
        double variation = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                fidelity += Math.abs(u[i] - s[i]);
                variation += Math.sqrt(squaredGradient(u, x, y));
            }
        }
        return new Energy(fidelity, variation);
    }

    /** Returns {@code (Dx u)^2 + (Dy u)^2} at one pixel. */
    private double squaredGradient(double[] u, int x, int y) {
        int i = y * width + x;
        double dx = x + 1 < width ? u[i + 1] - u[i] : 0;
        double dy = y + 1 < height ? u[i + width] - u[i] : 0;
        return dx * dx + dy * dy;
    }

    /** Returns {@code (Dx u)^2 + (Dy u)^2}, row by row. */
    double[] squaredGradients(double[] u) {
        double[] squares = new double[u.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                squares[y * width + x] = squaredGradient(u, x, y);
            }
        }
        return squares;
    }
}
