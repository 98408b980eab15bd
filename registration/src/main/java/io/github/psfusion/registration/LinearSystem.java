// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import java.util.Optional;

/** Small systems of linear equations, by elimination with partial pivoting. */
final class LinearSystem {
    private static final double SINGULAR = 1e-14;

    private LinearSystem() {}

    /**
     * Solves a system.
     *
     * @param matrix rows; changed
     * @param right right side; not changed
     * @return empty if the matrix is singular or not finite
     */
    static Optional<double[]> solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[] x = right.clone();
        double largest = 0;
        for (double[] row : matrix) {
            for (double value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = Math.abs(matrix[i][k]) > Math.abs(matrix[pivot][k]) ? i : pivot;
            }
            if (!(Math.abs(matrix[pivot][k]) > SINGULAR * largest)) {
                return Optional.empty();
            }
            double[] row = matrix[pivot];
            matrix[pivot] = matrix[k];
            matrix[k] = row;
            double value = x[pivot];
            x[pivot] = x[k];
            x[k] = value;
            for (int i = k + 1; i < n; i++) {
                double factor = matrix[i][k] / matrix[k][k];
                for (int j = k; j < n; j++) {
                    matrix[i][j] -= factor * matrix[k][j];
                }
                x[i] -= factor * x[k];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                x[i] -= matrix[i][j] * x[j];
            }
            x[i] /= matrix[i][i];
        }
        return Optional.of(x);
    }
}
