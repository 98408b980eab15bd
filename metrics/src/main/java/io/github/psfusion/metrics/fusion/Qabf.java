// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;

/**
 * Edge transfer: {@code Qabf = sum(QA gA + QB gB) / sum(gA + gB)}. For a source S, {@code G} is the smaller over the
 * larger of the edge strengths {@code gS, gF} (0 if both are 0), {@code T = 1 - |aS - aF| / (pi/2)} the agreement of their
 * orientations, and {@code QS = 0.9994 / (1 + exp(-15 (G - 0.5))) * 0.9879 / (1 + exp(-22 (T - 0.8)))}.
 *
 * <p>0 to 0.9748, which all equal images nearly reach; higher is better. Edges: {@link EdgeMap}. Their zero border makes
 * a false edge around the image and is kept because every public program has it: so constant images that are not black
 * have edges, and 1 is returned only if all sources are black ({@code legacy}: NaN). Under {@code legacy} the ratio of equal
 * strengths is {@code gF} itself. Xydeas, Petrovic, "Objective image fusion performance measure", Electronics Letters 36,
 * 2000. Reference: the formula; {@code legacy}: the Python evaluator of MMIF-CDDFuse.
 */
public final class Qabf extends StatedMetric {
    private static final double STRENGTH_MAX = 0.9994;
    private static final double STRENGTH_SLOPE = 15;
    private static final double STRENGTH_CENTER = 0.5;
    private static final double ORIENTATION_MAX = 0.9879;
    private static final double ORIENTATION_SLOPE = 22;
    private static final double ORIENTATION_CENTER = 0.8;

    /** Largest possible value: that of equal strengths and orientations. */
    private static final double GREATEST = STRENGTH_MAX
            / (1 + Math.exp(-STRENGTH_SLOPE * (1 - STRENGTH_CENTER)))
            * (ORIENTATION_MAX / (1 + Math.exp(-ORIENTATION_SLOPE * (1 - ORIENTATION_CENTER))));

    /** A ratio above which the curve of strengths no longer changes in double precision. */
    private static final double END_OF_CURVE = 3;

    /** Keeps 0 / 0 at 0 and changes no other ratio of strengths. */
    private static final double TINY = 1e-300;

    /** Coefficients of the series of the exponential function: of {@code x^2, x^3} and so on. */
    private static final double E2 = 1 / 2.0;

    private static final double E3 = E2 / 3;
    private static final double E4 = E3 / 4;
    private static final double E5 = E4 / 5;
    private static final double E6 = E5 / 6;
    private static final double E7 = E6 / 7;
    private static final double E8 = E7 / 8;

    /** Makes the metric. */
    public Qabf() {
        super(
                new MetricDescription(
                        "Qabf",
                        "edges transferred from the sources",
                        Direction.HIGHER_IS_BETTER,
                        0,
                        GREATEST,
                        1,
                        "sum(QA gA + QB gB) / sum(gA + gB)",
                        "Xydeas, Petrovic, Electron. Lett. 36, 308 (2000)"),
                Protocol.LEGACY);
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        EdgeMap infrared = EdgeMap.of(images.a());
        EdgeMap visible = EdgeMap.of(images.b());
        EdgeMap fused = EdgeMap.of(images.f());
        double all = sum(infrared.strength().values()) + sum(visible.strength().values());
        if (all == 0) {
            return MetricValue.of(protocol == Protocol.LEGACY ? Double.NaN : 1);
        }
        double transferred = transferred(infrared, fused, protocol) + transferred(visible, fused, protocol);
        // Equal images reach the largest value in exact arithmetic; the rounding of sums must not exceed it.
        return MetricValue.of(protocol == Protocol.LEGACY ? transferred / all : Math.min(transferred / all, GREATEST));
    }

    /** Returns the sum of the strengths of a source's edges, each times the share that the fused image kept of it. */
    private static double transferred(EdgeMap source, EdgeMap fused, Protocol protocol) {
        int width = source.strength().width();
        EdgeRow edges = new EdgeRow(width);
        EdgeRow edgesOfFused = new EdgeRow(width);
        double[] ratios = new double[width];
        double[] sums = new double[width];
        EdgeAngles angles = new EdgeAngles(width);
        for (int y = 0; y < source.strength().height(); y++) {
            edges.fill(source, y);
            edgesOfFused.fill(fused, y);
            ratios(edges.strength(), edgesOfFused.strength(), ratios);
            if (protocol == Protocol.LEGACY) {
                replaceRatiosOfEqual(edges.strength(), edgesOfFused.strength(), ratios);
            }
            double[] agreements = angles.agreements(edges, edgesOfFused);
            curve(ratios, STRENGTH_SLOPE, STRENGTH_CENTER);
            curve(agreements, ORIENTATION_SLOPE, ORIENTATION_CENTER);
            addKept(edges.strength(), ratios, agreements, sums);
        }
        return STRENGTH_MAX * ORIENTATION_MAX * sum(sums);
    }

    private static void ratios(double[] first, double[] second, double[] ratios) {
        for (int x = 0; x < ratios.length; x++) {
            ratios[x] = Math.min(first[x], second[x]) / (Math.max(first[x], second[x]) + TINY);
        }
    }

    private static void replaceRatiosOfEqual(double[] first, double[] second, double[] ratios) {
        for (int x = 0; x < ratios.length; x++) {
            if (first[x] == second[x]) {
                ratios[x] = Math.min(second[x], END_OF_CURVE);
            }
        }
    }

    /**
     * Replaces each x by {@code 1 + e^(-slope (x - center))}, by a series without a branch, so that the loop runs on several
     * pixels at once: {@code e^z = (e^(z / 256))^256}, relative error below 1e-10 for {@code |z| <= 40}, and below 1e-12 for
     * {@code |z| <= 25}.
     */
    static void curve(double[] values, double slope, double center) {
        for (int x = 0; x < values.length; x++) {
            double z = (center - values[x]) * (slope / 256);
            double e = 1 + z * (1 + z * (E2 + z * (E3 + z * (E4 + z * (E5 + z * (E6 + z * (E7 + z * E8)))))));
            double e2 = e * e;
            double e4 = e2 * e2;
            double e8 = e4 * e4;
            double e16 = e8 * e8;
            double e32 = e16 * e16;
            double e64 = e32 * e32;
            double e128 = e64 * e64;
            values[x] = 1 + e128 * e128;
        }
    }

    private static void addKept(double[] strengths, double[] ofStrengths, double[] ofOrientations, double[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += strengths[x] / (ofStrengths[x] * ofOrientations[x]);
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
