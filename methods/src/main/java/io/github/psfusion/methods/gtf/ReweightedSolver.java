// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.gtf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Minimizes as the published program does: by iteratively reweighted least squares, five loops. It does not reach the minimum:
 * its thresholds on the weights stay, however many loops are made.
 *
 * <p>P. Rodriguez, B. Wohlberg, "Efficient minimization method for a generalized total variation functional", IEEE Transactions
 * on Image Processing 18(2), 2009, in the settings of GTF's authors: exponents 1 and 1, start {@code u = s}, adaptive thresholds
 * at the shares 0.05 (fidelity) and 0.01 (regularization), tolerance of conjugate gradients a fifth of the starting residual.
 */
final class ReweightedSolver {
    private static final int LOOPS = 5;
    private static final int MOST_ITERATIONS = 500;
    /** By how much conjugate gradients reduce the residual in a loop. */
    private static final double REDUCTION = 5;

    private static final double FIDELITY_SHARE = 0.05;
    private static final double REGULARIZATION_SHARE = 0.01;
    /** The fidelity weights of the first loop, in which {@code u = s} and there are no others. */
    private static final double FIRST_WEIGHT = 2 * Math.sqrt(0.1);

    private final TotalVariation problem;
    private final Bands bands;

    ReweightedSolver(TotalVariation problem, Bands bands) {
        this.problem = problem;
        this.bands = bands;
    }

    /**
     * What happened in a loop.
     *
     * @param iterations of conjugate gradients
     * @param startingResidual {@code |A z - b| / |b|} before them
     * @param fidelityThreshold of the fidelity weights, where it was used
     * @param regularizationThreshold of the regularization weights
     * @param energy after the loop
     */
    record Loop(
            int iterations,
            double startingResidual,
            OptionalDouble fidelityThreshold,
            double regularizationThreshold,
            double energy) {}

    /**
     * The result.
     *
     * @param u row by row
     * @param loops in order; none if {@code s} was a solution
     */
    @SuppressWarnings("ArrayRecordComponent") // handed to one reader, never compared
    record Solution(double[] u, List<Loop> loops) {}

    /** Runs the loops. A constant {@code s} is its own solution and is returned. */
    Solution solve() {
        double[] s = problem.s();
        double[] u = s.clone();
        List<Loop> loops = new ArrayList<>();
        for (int loop = 0; loop < LOOPS; loop++) {
            double[] gradients = problem.squaredGradients(u);
            if (bands.max((from, to) -> max(gradients, from, to)) == 0) {
                break; // nothing to smooth, and no threshold to be found
            }
            OptionalDouble fidelityThreshold = OptionalDouble.empty();
            double[] fidelity = distances(u, s);
            if (loop == 0 && sum(fidelity) < FIDELITY_SHARE / fidelity.length) {
                Arrays.fill(fidelity, FIRST_WEIGHT);
            } else {
                double threshold = new Thresholds(fidelity, FIDELITY_SHARE).next();
                fidelityThreshold = OptionalDouble.of(threshold);
                for (int i = 0; i < fidelity.length; i++) {
                    fidelity[i] = Math.sqrt(0.5) * Math.sqrt(Math.max(fidelity[i], threshold));
                }
            }
            double regularizationThreshold = new Thresholds(gradients, REGULARIZATION_SHARE).positive();
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] = 2 / Math.sqrt(Math.max(gradients[i], regularizationThreshold));
            }
            double[] start = new double[u.length];
            for (int i = 0; i < start.length; i++) {
                start[i] = u[i] / fidelity[i];
            }
            WeightedSystem.Solution solution =
                    new WeightedSystem(problem, fidelity, gradients, bands).solve(start, REDUCTION, MOST_ITERATIONS);
            if (solution.iterations() == 0) {
                break;
            }
            double[] z = solution.z();
            for (int i = 0; i < u.length; i++) {
                u[i] = fidelity[i] * z[i];
            }
            loops.add(new Loop(
                    solution.iterations(),
                    solution.startingResidual(),
                    fidelityThreshold,
                    regularizationThreshold,
                    problem.energy(u).total(problem.lambda())));
        }
        return new Solution(u, List.copyOf(loops));
    }

    private static double[] distances(double[] u, double[] s) {
        double[] distances = new double[u.length];
        for (int i = 0; i < u.length; i++) {
            distances[i] = Math.abs(u[i] - s[i]);
        }
        return distances;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private double max(double[] values, int from, int to) {
        double max = 0;
        for (int i = from * problem.width(); i < to * problem.width(); i++) {
            max = Math.max(max, values[i]);
        }
        return max;
    }
}
