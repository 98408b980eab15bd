// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.numeric.Moments;
import java.util.List;

/**
 * Visual information fidelity for fusion: {@code VIFF = sum over scales of p f}, {@code p = (1, 0, 0.15, 1) / 2.15}, where
 * {@code f = sum(D + 1e-7) / sum(N + 1e-7)} over all windows of a scale, {@code D = log10(1 + g^2 v1 / (s + 325.125))},
 * {@code N = log10(1 + v1 / 325.125)}, and in each window the source with the smaller gain g is taken, B if they are equal.
 *
 * <p>At least 0, 1 if all three are equal, higher is better. Gain g, noise s, scales and border as in
 * {@link VisualInformationFidelity}, with {@code 0.005 * 255^2} for the noise of the eye; a scale without windows adds 0,
 * undefined below 17 pixels a side. Constant images: near 0 if only F is constant, 1 if all are. A variance below 1e-6
 * counts as none; the published program has 1e-10, with which the rounding noise of flat windows decides which source is
 * taken (the change makes at most 6e-5 on real images). No form under {@code legacy} (the Python evaluator calls VIF
 * so) and {@code authors2022}. Han, Cai, Cao, Xu, "A new image fusion performance metric based on visual information
 * fidelity", Information Fusion 14, 2013. Reference: the authors' MATLAB program.
 */
public final class VisualFidelityFusion extends StatedMetric {
    private static final double[] WEIGHTS = {1 / 2.15, 0, 0.15 / 2.15, 1 / 2.15};
    private static final double NOISE = 0.005 * 255 * 255;
    private static final double FLAT = 1e-6;

    /** What keeps a scale without information at 1, from the published program. */
    private static final double LEAST = 1e-7;

    /** Makes the metric. */
    public VisualFidelityFusion() {
        super(new MetricDescription(
                "VIFF",
                "visual information fidelity for fusion",
                Direction.HIGHER_IS_BETTER,
                0,
                Double.POSITIVE_INFINITY,
                FidelityScales.SMALLEST_SIDE,
                "weighted sum over scales of sum log(1 + g^2 v1 / (s + 325.125)) / sum log(1 + v1 / 325.125)",
                "Han, Cai, Cao, Xu, Inf. Fusion 14, 127 (2013)"));
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        List<Moments> infrared = FidelityScales.of(images.a());
        List<Moments> visible = FidelityScales.of(images.b());
        List<Moments> fused = FidelityScales.of(images.f());
        double value = 0;
        for (int k = 0; k < fused.size(); k++) {
            if (WEIGHTS[k] > 0) {
                value += WEIGHTS[k] * fidelity(infrared.get(k), visible.get(k), fused.get(k));
            }
        }
        return MetricValue.of(value);
    }

    private static double fidelity(Moments infrared, Moments visible, Moments fused) {
        double[] va = infrared.variance().values();
        double[] vb = visible.variance().values();
        double[] vf = fused.variance().values();
        double[] ca = infrared.covariance(fused).values();
        double[] cb = visible.covariance(fused).values();
        double conveyed = 0;
        double information = 0;
        for (int i = 0; i < vf.length; i++) {
            double gainOfA = gain(va[i], vf[i], ca[i]);
            double gainOfB = gain(vb[i], vf[i], cb[i]);
            boolean takeA = gainOfA < gainOfB;
            double gain = takeA ? gainOfA : gainOfB;
            double variance = takeA ? va[i] : vb[i];
            if (variance >= FLAT) {
                conveyed += Math.log10(1 + signal(gain, variance, vf[i], takeA ? ca[i] : cb[i]));
                information += Math.log10(1 + variance / NOISE);
            }
        }
        return (conveyed + vf.length * LEAST) / (information + vf.length * LEAST);
    }

    private static double gain(double source, double fused, double covariance) {
        return source < FLAT || fused < FLAT ? 0 : Math.max(covariance / (source + FidelityScales.EPSILON), 0);
    }

    private static double signal(double gain, double source, double fused, double covariance) {
        if (gain == 0) {
            return 0;
        }
        double noise = Math.max(fused - gain * covariance, FidelityScales.EPSILON);
        return gain * gain * source / (noise + NOISE);
    }
}
