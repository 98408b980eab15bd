// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.gtf;

import java.util.Arrays;

/**
 * The linear system of one loop of {@link ReweightedSolver}, and its solution by conjugate gradients:
 *
 * <pre>
 * A z = z + lambda F * [Dx^T (R * Dx (F * z)) + Dy^T (R * Dy (F * z))],     A z = b,     b = s / F
 * </pre>
 *
 * <p>Products of images are elementwise. {@code A} is symmetric and positive definite. An iteration is two passes over rows:
 * one makes the direction and {@code A} of it, the other moves solution and residual.
 */
final class WeightedSystem {
    private final int width;
    private final int height;
    private final double lambda;
    private final double[] fidelity;
    private final double[] regularization;
    private final double[] right;
    private final Bands bands;

    /**
     * Makes a system.
     *
     * @param fidelity {@code F}, positive; kept, not changed
     * @param regularization {@code R}, positive; kept, not changed
     */
    WeightedSystem(TotalVariation problem, double[] fidelity, double[] regularization, Bands bands) {
        width = problem.width();
        height = problem.height();
        lambda = problem.lambda();
        this.fidelity = fidelity;
        this.regularization = regularization;
        this.bands = bands;
        double[] s = problem.s();
        right = new double[s.length];
        for (int i = 0; i < right.length; i++) {
            right[i] = s[i] / fidelity[i];
        }
    }

    /**
     * A solution.
     *
     * @param z the solution, row by row
     * @param iterations of conjugate gradients
     * @param startingResidual {@code |A z - b| / |b|} before the first
     */
    @SuppressWarnings("ArrayRecordComponent") // handed to one reader, never compared
    record Solution(double[] z, int iterations, double startingResidual) {}

    /**
     * Solves without preconditioning until the residual, by the usual recursion, is small enough.
     *
     * @param start where to begin; not changed
     * @param reduction by how much the starting residual is to be reduced
     * @param most iterations at which to give up
     */
    Solution solve(double[] start, double reduction, int most) {
        double[] z = start.clone();
        double[] image = new double[z.length];
        double[] residual = new double[z.length];
        double[] direction = new double[z.length];
        double[] next = new double[z.length];
        // With a residual and a step of 0 the first pass gives A of what stands in "direction".
        var unused = imageOfDirection(residual, z, 1, next, image);
        double rightNorm = Math.sqrt(bands.sum((from, to) -> dot(right, right, from, to)));
        double squares = bands.sum((from, to) -> {
            for (int i = from * width; i < to * width; i++) {
                residual[i] = right[i] - image[i];
            }
            return dot(residual, residual, from, to);
        });
        double starting = Math.sqrt(squares) / rightNorm;
        // A tolerance of 1 or more would end the first loop at once; the published program's solver takes one just
        // below 1.
        double goal = Math.min(starting / reduction, 1 - Math.ulp(1.0)) * rightNorm;
        int iteration = 0;
        double step = 0;
        while (Math.sqrt(squares) > goal && iteration < most) {
            double curvature = imageOfDirection(residual, direction, step, next, image);
            double[] swapped = direction;
            direction = next;
            next = swapped;
            double length = squares / curvature;
            double[] along = direction;
            double moved = bands.sum((from, to) -> {
                move(z, along, length, from, to);
                move(residual, image, -length, from, to);
                return dot(residual, residual, from, to);
            });
            step = moved / squares;
            squares = moved;
            iteration++;
        }
        return new Solution(z, iteration, starting);
    }

    private void move(double[] point, double[] direction, double length, int from, int to) {
        for (int i = from * width; i < to * width; i++) {
            point[i] += length * direction[i];
        }
    }

    /** Sums a column at a time first: such loops run in vectors, a running sum does not. */
    private double dot(double[] a, double[] b, int from, int to) {
        double[] columns = new double[width];
        for (int y = from; y < to; y++) {
            int row = y * width;
            for (int x = 0; x < width; x++) {
                columns[x] += a[row + x] * b[row + x];
            }
        }
        return sum(columns);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /**
     * Makes the next direction {@code d = residual + step * direction} and {@code A d}.
     *
     * @param direction the last direction; not changed, since neighboring bands still read it
     * @param next receives {@code d}
     * @param image receives {@code A d}
     * @return the scalar product of both
     */
    private double imageOfDirection(double[] residual, double[] direction, double step, double[] next, double[] image) {
        return bands.sum((from, to) -> {
            Rows rows = new Rows(width);
            double[] products = new double[width];
            if (from > 0) {
                weigh(rows.current, residual, direction, step, from - 1);
                weigh(rows.below, residual, direction, step, from);
                flowDown(rows, from - 1);
            } else {
                weigh(rows.below, residual, direction, step, 0);
            }
            for (int y = from; y < to; y++) {
                rows.advance();
                if (y + 1 < height) {
                    weigh(rows.below, residual, direction, step, y + 1);
                    flowDown(rows, y);
                } else {
                    Arrays.fill(rows.down, 0);
                }
                flowRight(rows, y);
                int row = y * width;
                for (int x = 0; x < width; x++) {
                    int i = row + x;
                    double d = residual[i] + step * direction[i];
                    double divergence = (rows.right[x] - rows.right[x + 1]) + (rows.up[x] - rows.down[x]);
                    double value = d + lambda * fidelity[i] * divergence;
                    next[i] = d;
                    image[i] = value;
                    products[x] += d * value;
                }
            }
            return sum(products);
        });
    }

    /** What neighboring rows have in common while a band is worked on. */
    private static final class Rows {
        /** {@code F * d} of the row at hand and of the one below. */
        private double[] current;

        private double[] below;
        /** {@code R * Dy (F * d)} of the row above and of the row at hand. */
        private double[] up;

        private double[] down;
        /** {@code R * Dx (F * d)} of the row at hand, moved by one to the right: 0 left of the first column. */
        private final double[] right;

        Rows(int width) {
            current = new double[width];
            below = new double[width];
            up = new double[width];
            down = new double[width];
            right = new double[width + 1];
        }

        void advance() {
            double[] row = current;
            current = below;
            below = row;
            double[] flow = up;
            up = down;
            down = flow;
        }
    }

    private void weigh(double[] weighted, double[] residual, double[] direction, double step, int y) {
        int row = y * width;
        for (int x = 0; x < width; x++) {
            weighted[x] = fidelity[row + x] * (residual[row + x] + step * direction[row + x]);
        }
    }

    private void flowDown(Rows rows, int y) {
        int row = y * width;
        double[] down = rows.down;
        double[] current = rows.current;
        double[] below = rows.below;
        for (int x = 0; x < width; x++) {
            down[x] = regularization[row + x] * (below[x] - current[x]);
        }
    }

    private void flowRight(Rows rows, int y) {
        int row = y * width;
        double[] right = rows.right;
        double[] current = rows.current;
        for (int x = 0; x < width - 1; x++) {
            right[x + 1] = regularization[row + x] * (current[x + 1] - current[x]);
        }
        right[width] = 0;
    }
}
