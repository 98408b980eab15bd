// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import java.util.Optional;

/**
 * The linear least-squares problem of a displacement between two gradient fields, from the moments of their products:
 * {@code minimize sum |r - (p gx + q gy) d|^2}, where r is what the moving field lacks, (gx, gy) its gradient and (p, q) the
 * displacements of a basis. All displacements are polynomials, so sums of {@code gx^2, gx gy, gy^2, r gx, r gy} times the powers of
 * x and y hold all that any basis needs. Problems of several pairs are added up.
 */
final class NormalEquations {
    /** Part of the mean diagonal entry that is added to the diagonal: it holds back what the images do not determine. */
    private static final double DAMPING = 1e-3;

    private final DisplacementBasis basis;
    private final double[][] matrix;
    private final double[] right;

    NormalEquations(DisplacementBasis basis) {
        this.basis = basis;
        matrix = new double[basis.size()][basis.size()];
        right = new double[basis.size()];
    }

    /** Adds the problem of a pair. */
    void add(Moments moments) {
        double[][] xx = moments.of(StepRow.GRADIENT_XX);
        double[][] xy = moments.of(StepRow.GRADIENT_XY);
        double[][] yy = moments.of(StepRow.GRADIENT_YY);
        double[][] rx = moments.of(StepRow.RESIDUAL_X);
        double[][] ry = moments.of(StepRow.RESIDUAL_Y);
        for (int i = 0; i < basis.size(); i++) {
            Polynomial p = basis.across(i);
            Polynomial q = basis.down(i);
            for (int j = 0; j < basis.size(); j++) {
                matrix[i][j] += p.times(basis.across(j)).dot(xx)
                        + p.times(basis.down(j)).plus(q.times(basis.across(j))).dot(xy)
                        + q.times(basis.down(j)).dot(yy);
            }
            right[i] += p.dot(rx) + q.dot(ry);
        }
    }

    /** Returns the weights of the basis; empty if the images hold no structure. */
    Optional<double[]> solve() {
        int n = right.length;
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += matrix[i][i];
        }
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = matrix[i].clone();
            rows[i][i] += DAMPING * trace / n;
        }
        return LinearSystem.solve(rows, right);
    }

    /** Sums over the pixels of a pair. Indices are the powers of x and y. */
    static final class Moments {
        private final int powers; // of the products of two displacements
        private final int width;
        private final double half;
        /** Sums down the columns, for each product of a row and each power of y. */
        private final double[][][] columns;

        /**
         * Starts with zeros.
         *
         * @param half what x is divided by, see {@link DisplacementBasis}
         */
        Moments(DisplacementBasis basis, int width, double half) {
            powers = 2 * basis.degree() + 1;
            this.width = width;
            this.half = half;
            columns = new double[StepRow.PRODUCTS][powers][width];
        }

        /** Adds a row of pixels. */
        void add(double y, StepRow row) {
            for (int product = 0; product < columns.length; product++) {
                double power = 1;
                for (int b = 0; b < powers; b++) {
                    addScaled(columns[product][b], power, row.product(product));
                    power *= y;
                }
            }
        }

        private static void addScaled(double[] sum, double factor, double[] values) {
            for (int x = 0; x < sum.length; x++) {
                sum[x] += factor * values[x];
            }
        }

        /** Returns the moments of a product by the powers of x and y. */
        private double[][] of(int product) {
            double[][] moments = new double[powers][powers];
            for (int b = 0; b < powers; b++) {
                double[] sums = columns[product][b];
                for (int i = 0; i < width; i++) {
                    double x = (i - (width - 1) / 2.0) / half;
                    double power = 1;
                    for (int a = 0; a + b < powers; a++) {
                        moments[a][b] += power * sums[i];
                        power *= x;
                    }
                }
            }
            return moments;
        }
    }
}
