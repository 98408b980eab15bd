// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.imaging.numeric.Border;
import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.imaging.numeric.SeparableFilter;
import io.github.psfusion.metrics.CachedFeature;
import io.github.psfusion.metrics.CachedImage;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.numeric.Spectrum;

/**
 * Preserved contrast, weighted by the contrast sensitivity of human vision:
 *
 * <pre>
 * Y = image, normalized to 0..255, filtered by S(r) = exp(-(r / 15.3870)^2) - 0.7622 exp(-(r / 1.3456)^2) in the Fourier domain
 * C = |(G2 * Y) / (G4 * Y) - 1|,  Gs = 31 x 31 Gaussian of deviation s, not renormalized;  P = C^3 / (C^2 + 0.0001)
 * qS = min(PS, PF) / max(PS, PF),  l = PA^2 / (PA^2 + PB^2),  Qcb = mean of l qA + (1 - l) qB
 * </pre>
 *
 * <p>{@code r^2 = (u N / 30)^2 + (v M / 30)^2} with frequencies u, v in [-1, 1). 0 to 1, higher is better; zero border. A constant
 * image has P = 0; where {@code |G4 * Y| < 1e-6}, far from any structure, C is 0 (Y is rounding noise there, and so would C be);
 * 0/0 is 1 in q and 1/2 in l (the toolbox gives NaN). So: 0 for a constant F on textured sources, 1 if all are equal. No form of
 * its own under {@code legacy}. Chen, Blum, "A new automated quality assessment algorithm for image fusion", Image and Vision
 * Computing 27, 2009. Reference: the MATLAB toolbox zhengliu6699/imageFusionMetrics.
 */
public final class ChenBlum extends StatedMetric {
    private static final double CYCLES = 30;
    private static final int RADIUS = 15;
    private static final double MASK = 0.0001;
    private static final double NOISE = 1e-6;

    private static final SeparableFilter NARROW = gaussian(2);
    private static final SeparableFilter WIDE = gaussian(4);

    private static final CachedFeature<CachedImage, double[]> CONTRASTS = ChenBlum::contrasts;

    /** Makes the metric. */
    public ChenBlum() {
        super(new MetricDescription(
                "Qcb",
                "preserved contrast, as perceived",
                Direction.HIGHER_IS_BETTER,
                0,
                1,
                1,
                "mean of l min(PA, PF) / max(PA, PF) + (1 - l) min(PB, PF) / max(PB, PF)",
                "Chen, Blum, Image Vis. Comput. 27, 1421 (2009)"));
    }

    /** The published window is not divided by its sum: what it loses beyond its edge is missing. */
    private static SeparableFilter gaussian(double sigma) {
        double[] taps = new double[2 * RADIUS + 1];
        for (int k = -RADIUS; k <= RADIUS; k++) {
            taps[k + RADIUS] = Math.exp(-k * k / (2 * sigma * sigma)) / (sigma * Math.sqrt(2 * Math.PI));
        }
        return SeparableFilter.ofTaps(taps);
    }

    /** The sensitivity of the eye: a difference of Gaussians of the radius. */
    private static double sensitivity(double squaredCycles) {
        // Frequencies in [-1, 1) times the side are twice the whole cycles.
        double squaredRadius = squaredCycles * 4 / (CYCLES * CYCLES);
        return Math.exp(-squaredRadius / (15.3870 * 15.3870)) - 0.7622 * Math.exp(-squaredRadius / (1.3456 * 1.3456));
    }

    private static double[] contrasts(CachedImage image) {
        DoubleImage normalized = image.feature(NormalizedImage.NORMALIZED);
        double[] masked = new double[normalized.size()];
        if (image.histogram().isConstant()) {
            return masked;
        }
        DoubleImage perceived = Spectrum.filtered(normalized, ChenBlum::sensitivity);
        double[] narrow = NARROW.same(perceived, Border.ZERO).values();
        double[] wide = WIDE.same(perceived, Border.ZERO).values();
        for (int i = 0; i < masked.length; i++) {
            double contrast = Math.abs(wide[i]) < NOISE ? 0 : Math.abs(narrow[i] / wide[i] - 1);
            masked[i] = contrast * contrast * contrast / (contrast * contrast + MASK);
        }
        return masked;
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        double[] a = images.a().feature(CONTRASTS);
        double[] b = images.b().feature(CONTRASTS);
        double[] f = images.f().feature(CONTRASTS);
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            double share = WindowIndex.share(a[i] * a[i], b[i] * b[i]);
            sum += share * kept(a[i], f[i]) + (1 - share) * kept(b[i], f[i]);
        }
        return MetricValue.of(sum / f.length);
    }

    private static double kept(double source, double fused) {
        return source == fused ? 1 : Math.min(source, fused) / Math.max(source, fused);
    }
}
