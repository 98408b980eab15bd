// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.gtf;

/**
 * Minimizes to a certified distance from the minimum: a primal-dual iteration, stopped by a lower bound of the minimum.
 *
 * <pre>
 * p = proj(p + sigma grad ubar),    proj: p / max(1, |p| / lambda) pixel by pixel
 * w = u - tau grad^T p,    u' = s + shrink(w - s, tau),    ubar = 2 u' - u,    u = u'
 * bound:  D = sum(s grad^T p) / max(1, max |grad^T p|)
 * </pre>
 *
 * <p>A. Chambolle, T. Pock, "A first-order primal-dual algorithm for convex problems with applications to imaging", Journal of
 * Mathematical Imaging and Vision 40, 2011. The squared norm of the gradient is at most 8; the small primal step suits data in
 * [0, 1].
 */
final class PrimalDualSolver {
    private static final double PRIMAL_STEP = 0.01;
    private static final double SQUARED_NORM = 8;
    private static final double DUAL_STEP = 1 / (SQUARED_NORM * PRIMAL_STEP);
    /** Iterations between two computations of the bound, which costs as much as an iteration or two. */
    private static final int BETWEEN_CHECKS = 50;

    /**
     * An invisible energy of each pixel: sources that differ by a constant but for the rounding of their samples have
     * a minimum of about this size, and a relative distance from it means nothing.
     */
    private static final double NOTHING = 1e-6;

    private final TotalVariation problem;
    private final Bands bands;
    private final int width;
    private final int height;

    private final double[] u;
    private final double[] ahead;
    private final double[] right;
    private final double[] down;

    PrimalDualSolver(TotalVariation problem, Bands bands) {
        this.problem = problem;
        this.bands = bands;
        width = problem.width();
        height = problem.height();
        u = problem.s().clone();
        ahead = u.clone();
        right = new double[u.length];
        down = new double[u.length];
    }

    /**
     * The result.
     *
     * @param u row by row
     * @param iterations that were made
     * @param energy of u
     * @param bound that no energy lies below
     */
    @SuppressWarnings("ArrayRecordComponent") // handed to one reader, never compared
    record Solution(double[] u, int iterations, double energy, double bound) {
        /** Returns the certified relative distance from the minimum; 0 where the absolute one is next to nothing. */
        double gap() {
            return energy - bound <= NOTHING * u.length ? 0 : (energy - bound) / energy;
        }
    }

    /**
     * Iterates until the energy is certified to be close to the minimum.
     *
     * @param gap relative distance from the minimum to be reached, above 0
     * @param most iterations at which to give up; the gap that was reached is in the result
     */
    Solution solve(double gap, int most) {
        int iterations = 0;
        Solution solution = state(iterations);
        while (solution.gap() > gap && iterations < most) {
            int until = Math.min(iterations + BETWEEN_CHECKS, most);
            for (; iterations < until; iterations++) {
                bands.all(this::ascend);
                bands.all(this::descend);
            }
            solution = state(iterations);
        }
        return solution;
    }

    /** The dual step: moves the flows of some rows along the gradient and back to at most lambda. */
    private double ascend(int from, int to) {
        double lambda = problem.lambda();
        for (int y = from; y < to; y++) {
            int row = y * width;
            for (int i = row; i < row + width - 1; i++) {
                right[i] += DUAL_STEP * (ahead[i + 1] - ahead[i]);
            }
            if (y + 1 < height) {
                for (int i = row; i < row + width; i++) {
                    down[i] += DUAL_STEP * (ahead[i + width] - ahead[i]);
                }
            }
            for (int i = row; i < row + width; i++) {
                double length = Math.sqrt(right[i] * right[i] + down[i] * down[i]);
                // Of lambda 0 and no flow 0/0 would come; the tiny number makes it 0.
                double kept = lambda / Math.max(Math.max(length, lambda), Double.MIN_NORMAL);
                right[i] *= kept;
                down[i] *= kept;
            }
        }
        return 0;
    }

    /** The primal step of some rows. */
    private double descend(int from, int to) {
        double[] s = problem.s();
        double[] transpose = new double[width];
        for (int y = from; y < to; y++) {
            int row = y * width;
            transpose(y, transpose);
            for (int x = 0; x < width; x++) {
                int i = row + x;
                double distance = u[i] - PRIMAL_STEP * transpose[x] - s[i];
                double shrunk = distance - Math.max(-PRIMAL_STEP, Math.min(PRIMAL_STEP, distance));
                double moved = s[i] + shrunk;
                ahead[i] = 2 * moved - u[i];
                u[i] = moved;
            }
        }
        return 0;
    }

    /** Computes {@code grad^T p = Dx^T right + Dy^T down} of a row. */
    private void transpose(int y, double[] result) {
        int row = y * width;
        for (int x = 0; x < width; x++) {
            result[x] = -right[row + x] - down[row + x];
        }
        for (int x = 1; x < width; x++) {
            result[x] += right[row + x - 1];
        }
        if (y > 0) {
            for (int x = 0; x < width; x++) {
                result[x] += down[row - width + x];
            }
        }
    }

    private Solution state(int iterations) {
        double[] s = problem.s();
        double greatest = bands.max((from, to) -> {
            double[] transpose = new double[width];
            double max = 0;
            for (int y = from; y < to; y++) {
                transpose(y, transpose);
                for (double value : transpose) {
                    max = Math.max(max, Math.abs(value));
                }
            }
            return max;
        });
        double product = bands.sum((from, to) -> {
            double[] transpose = new double[width];
            double sum = 0;
            for (int y = from; y < to; y++) {
                transpose(y, transpose);
                for (int x = 0; x < width; x++) {
                    sum += s[y * width + x] * transpose[x];
                }
            }
            return sum;
        });
        double energy = problem.energy(u).total(problem.lambda());
        return new Solution(u, iterations, energy, product / Math.max(1, greatest));
    }
}
