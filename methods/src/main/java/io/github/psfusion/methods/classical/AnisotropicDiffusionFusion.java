// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import java.util.List;
import java.util.Map;

/**
 * Fusion by anisotropic diffusion (ADF): bases by diffusion that stops at edges, averaged; details weighted by the leading axis of
 * their joint distribution (Karhunen-Loeve transform).
 *
 * <pre>
 * base: 10 times   u += 0.15 sum over the neighbors n of exp(-((n - u) / kappa)^2) (n - u),   kappa 30 gray levels
 * detail = image - base
 * weights: (a, b) / (a + b), with the eigenvector (a, b) of the larger eigenvalue of the covariance of both details
 * </pre>
 *
 * <p>D. P. Bavirisetti, R. Dhuli, "Fusion of infrared and visible sensor images based on anisotropic diffusion and Karhunen-Loeve
 * transform", IEEE Sensors Journal 16(1), 2016; the diffusion is that of P. Perona, J. Malik, "Scale-space and edge detection using
 * anisotropic diffusion", IEEE Transactions on Pattern Analysis and Machine Intelligence 12, 1990, with their four neighbors.
 *
 * <p>Where the details are negatively correlated, which is common, a and b differ in sign: one weight is above 1 and the other one
 * below 0. Options: {@code iterations}, {@code step}, {@code kappa}; {@code neighbors}: {@code 4} (default), or {@code 8}, as in the
 * authors' program, the diagonal ones at half weight. Deviations: nothing flows over the border, where that program sees black;
 * weights are cut to [-1, 2], since their quotient has no bound, and count half each where it is 0 / 0.
 */
public final class AnisotropicDiffusionFusion extends ClassicalMethod {
    private static final int ITERATIONS = 10;
    private static final int MAX_ITERATIONS = 1000;
    private static final double STEP = 0.15;
    private static final double KAPPA = 30;
    private static final double LEAST_KAPPA = 1e-3;
    private static final double MAX_KAPPA = 1e6;
    private static final double LEVELS = 255;
    private static final double LEAST_SHARE = -1;

    /** For {@link java.util.ServiceLoader}. */
    public AnisotropicDiffusionFusion() {
        super(
                "anisotropic",
                "anisotropic diffusion and Karhunen-Loeve transform (ADF)",
                "D. P. Bavirisetti, R. Dhuli, Fusion of infrared and visible sensor images based on anisotropic diffusion and"
                        + " Karhunen-Loeve transform, IEEE Sens. J. 16(1), 2016",
                "iterations",
                "step",
                "kappa",
                "neighbors");
    }

    @Override
    public Map<String, String> formerOptions() {
        return Map.of("neighbours", "neighbors");
    }

    @Override
    FusionRule rule(MethodOptions options, Map<String, String> effective) throws MethodOptionException {
        String neighbors = options.choice("neighbors", List.of("4", "8"));
        Diffusion.Neighbors within = neighbors.equals("8") ? Diffusion.Neighbors.EIGHT : Diffusion.Neighbors.FOUR;
        int iterations = options.integer("iterations", 1, MAX_ITERATIONS, ITERATIONS);
        double step = options.number("step", 0, within.greatestStep(), STEP);
        double kappa = options.number("kappa", LEAST_KAPPA, MAX_KAPPA, KAPPA);
        effective.put("iterations", Integer.toString(iterations));
        effective.put("step", Double.toString(step));
        effective.put("kappa", Double.toString(kappa));
        effective.put("neighbors", neighbors);
        Diffusion diffusion = new Diffusion(within, iterations, step, kappa / LEVELS);
        return (infrared, visible) -> fuse(infrared, visible, diffusion);
    }

    private static DoubleImage fuse(DoubleImage infrared, DoubleImage visible, Diffusion diffusion) {
        DoubleImage infraredBase = diffusion.of(infrared);
        DoubleImage visibleBase = diffusion.of(visible);
        DoubleImage infraredDetail = infrared.minus(infraredBase);
        DoubleImage visibleDetail = visible.minus(visibleBase);
        double share = leadingShare(infraredDetail.values(), visibleDetail.values());
        DoubleImage detail = infraredDetail.combine(visibleDetail, (a, b) -> share * a + (1 - share) * b);
        return infraredBase.average(visibleBase).plus(detail);
    }

    /** Returns {@code a / (a + b)} of the leading eigenvector (a, b) of the covariance, within [-1, 2]; a half where nothing leads. */
    static double leadingShare(double[] first, double[] second) {
        double firstMean = mean(first);
        double secondMean = mean(second);
        double firstVariance = 0;
        double secondVariance = 0;
        double covariance = 0;
        for (int i = 0; i < first.length; i++) {
            double a = first[i] - firstMean;
            double b = second[i] - secondMean;
            firstVariance += a * a;
            secondVariance += b * b;
            covariance += a * b;
        }
        // Of [[p, c], [c, q]] both (p - q + root, 2 c) and (2 c, q - p + root), with root = sqrt((p - q)^2 + 4 c^2),
        // are leading
        // eigenvectors; each is exact where the other one cancels. Their sums are never negative.
        double difference = firstVariance - secondVariance;
        double root = Math.hypot(difference, 2 * covariance);
        double a = difference >= 0 ? difference + root : 2 * covariance;
        double b = difference >= 0 ? 2 * covariance : root - difference;
        double sum = a + b;
        return sum > 0 ? Math.min(Math.max(a / sum, LEAST_SHARE), 1 - LEAST_SHARE) : 0.5;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
