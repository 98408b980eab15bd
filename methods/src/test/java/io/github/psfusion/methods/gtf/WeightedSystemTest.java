// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.gtf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.testing.Seeds;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;

/** Conjugate gradients against elimination on the written-out matrix. */
class WeightedSystemTest {
    /** Writes out {@code A = I + lambda F D^T R D F} from the definition of the differences, one by one. */
    private static double[][] matrix(TotalVariation problem, double[] f, double[] r) {
        int width = problem.width();
        int n = f.length;
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i][i] += 1;
            if (i % width + 1 < width) {
                difference(a, problem.lambda() * r[i], i, i + 1, f);
            }
            if (i + width < n) {
                difference(a, problem.lambda() * r[i], i, i + width, f);
            }
        }
        return a;
    }

    /** Adds {@code weight (f_j e_j - f_i e_i)(f_j e_j - f_i e_i)^T}. */
    private static void difference(double[][] a, double weight, int i, int j, double[] f) {
        a[i][i] += weight * f[i] * f[i];
        a[j][j] += weight * f[j] * f[j];
        a[i][j] -= weight * f[i] * f[j];
        a[j][i] -= weight * f[i] * f[j];
    }

    private static double[] eliminate(double[][] a, double[] right) {
        int n = right.length;
        double[] x = right.clone();
        for (int pivot = 0; pivot < n; pivot++) {
            for (int row = pivot + 1; row < n; row++) {
                double factor = a[row][pivot] / a[pivot][pivot];
                for (int column = pivot; column < n; column++) {
                    a[row][column] -= factor * a[pivot][column];
                }
                x[row] -= factor * x[pivot];
            }
        }
        for (int row = n - 1; row >= 0; row--) {
            for (int column = row + 1; column < n; column++) {
                x[row] -= a[row][column] * x[column];
            }
            x[row] /= a[row][row];
        }
        return x;
    }

    @ParameterizedTest
    @Seeds(30)
    void agreesWithElimination(long seed) {
        RandomGenerator random = new Random(seed);
        int width = 1 + random.nextInt(5);
        int height = 1 + random.nextInt(2 * Bands.ROWS);
        int n = width * height;
        double[] s = random.doubles(n, -1, 1).toArray();
        double[] f = random.doubles(n, 0.1, 1).toArray();
        double[] r = random.doubles(n, 0.1, 10).toArray();
        TotalVariation problem = new TotalVariation(width, height, 4, s);
        double[] right = new double[n];
        for (int i = 0; i < n; i++) {
            right[i] = s[i] / f[i];
        }

        WeightedSystem.Solution solution = new WeightedSystem(problem, f, r, new Bands(height, Runnable::run, 1))
                .solve(random.doubles(n, -1, 1).toArray(), 1e13, 10_000);

        double[] expected = eliminate(matrix(problem, f, r), right);
        for (int i = 0; i < n; i++) {
            assertThat(solution.z()[i]).as("pixel " + i).isCloseTo(expected[i], within(1e-8));
        }
    }
}
