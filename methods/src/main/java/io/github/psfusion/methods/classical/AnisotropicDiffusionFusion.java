// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import java.util.Map;

/**
 * Fusion by anisotropic diffusion (ADF): bases by diffusion that stops at edges, averaged; details weighted by the leading axis of
 * their joint distribution (Karhunen-Loeve transform).
 *
 * <pre>
 * base: 10 times   u += 0.15 sum over the four neighbours n of exp(-((n - u) / kappa)^2) (n - u),   kappa 30 grey levels
 * detail = picture - base
 * weights: the two parts of the eigenvector of the larger eigenvalue of the covariance of both details, their sum made 1
 * </pre>
 *
 * <p>D. P. Bavirisetti, R. Dhuli, "Fusion of infrared and visible sensor images based on anisotropic diffusion and Karhunen-Loeve
 * transform", IEEE Sensors Journal 16(1), 2016; the diffusion is that of P. Perona, J. Malik, IEEE Transactions on Pattern Analysis
 * and Machine Intelligence 12, 1990. Nothing flows over the border. Deviation: the parts of the eigenvector count by magnitude;
 * where the details contradict each other they differ in sign, and the published quotient can grow without bound. Options:
 * {@code iterations}, {@code step}, {@code kappa}.
 */
public final class AnisotropicDiffusionFusion extends ClassicalMethod {
    private static final int ITERATIONS = 10;
    private static final int MAX_ITERATIONS = 1000;
    private static final double STEP = 0.15;
    /** With four neighbours the diffusion is stable up to here. */
    private static final double MAX_STEP = 0.25;

    private static final double KAPPA = 30;
    private static final double LEVELS = 255;

    /** For {@link java.util.ServiceLoader}. */
    public AnisotropicDiffusionFusion() {
        super(
                "anisotropic",
                "anisotropic diffusion and Karhunen-Loeve transform (ADF)",
                "D. P. Bavirisetti, R. Dhuli, Fusion of infrared and visible sensor images based on anisotropic diffusion and"
                        + " Karhunen-Loeve transform, IEEE Sens. J. 16(1), 2016",
                "iterations",
                "step",
                "kappa");
    }

    @Override
    FusionRule rule(MethodOptions options, Map<String, String> effective) throws MethodOptionException {
        int iterations = options.integer("iterations", 1, MAX_ITERATIONS, ITERATIONS);
        double step = options.number("step", 0, MAX_STEP, STEP);
        double kappa = options.number("kappa", 1e-3, 1e6, KAPPA);
        effective.put("iterations", Integer.toString(iterations));
        effective.put("step", Double.toString(step));
        effective.put("kappa", Double.toString(kappa));
        return (infrared, visible) -> {
            Raster infraredBase = diffused(infrared, iterations, step, kappa / LEVELS);
            Raster visibleBase = diffused(visible, iterations, step, kappa / LEVELS);
            Raster infraredDetail = infrared.minus(infraredBase);
            Raster visibleDetail = visible.minus(visibleBase);
            double share = leadingShare(infraredDetail.samples(), visibleDetail.samples());
            Raster detail = infraredDetail.with(visibleDetail, (a, b) -> share * a + (1 - share) * b);
            return infraredBase.mean(visibleBase).plus(detail);
        };
    }

    static Raster diffused(Raster picture, int iterations, double step, double kappa) {
        Raster from = picture;
        for (int iteration = 0; iteration < iterations; iteration++) {
            Raster to = new Raster(picture.width(), picture.height());
            for (int y = 0; y < picture.height(); y++) {
                for (int x = 0; x < picture.width(); x++) {
                    double u = from.near(x, y);
                    // Beyond the border stands the pixel itself: no difference, no flow.
                    double flow = flow(from.near(x, y - 1) - u, kappa)
                            + flow(from.near(x, y + 1) - u, kappa)
                            + flow(from.near(x + 1, y) - u, kappa)
                            + flow(from.near(x - 1, y) - u, kappa);
                    to.samples()[y * picture.width() + x] = u + step * flow;
                }
            }
            from = to;
        }
        return from;
    }

    private static double flow(double difference, double kappa) {
        double ratio = difference / kappa;
        return Math.exp(-ratio * ratio) * difference;
    }

    /** Returns the share of the first variable in the leading eigenvector of the covariance; a half where nothing leads. */
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
        // Of [[p, c], [c, q]] the leading eigenvector is (p - q + root, 2 c), with root = sqrt((p - q)^2 + 4 c^2).
        double difference = firstVariance - secondVariance;
        double root = Math.hypot(difference, 2 * covariance);
        if (root == 0) {
            return 0.5;
        }
        // Both forms of the vector are right; each is exact where the other cancels.
        double a = difference >= 0 ? difference + root : Math.abs(2 * covariance);
        double b = difference >= 0 ? Math.abs(2 * covariance) : root - difference;
        return a / (a + b);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
