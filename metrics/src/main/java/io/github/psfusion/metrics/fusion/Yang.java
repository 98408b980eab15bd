// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.imaging.numeric.SeparableFilter;
import io.github.psfusion.metrics.CachedFeature;
import io.github.psfusion.metrics.CachedImage;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.numeric.Moments;

/**
 * Structural similarity by window: where the sources are alike, {@code q0(A, B) >= 0.75}, the mean
 * {@code l q0(A, F) + (1 - l) q0(B, F)} with {@code l = vA / (vA + vB)}; elsewhere the larger of {@code q0(A, F)} and
 * {@code q0(B, F)}. {@code Qy} is the mean over all windows.
 *
 * <p>About 0 to 1 (-1 at least), higher is better; Gaussian window of 7 taps, deviation 1.5, only where it lies wholly inside,
 * undefined below 7 pixels a side; index: {@link WindowIndex}. Constant F on textured sources: 0; all three equal: 1.
 * {@code legacy} is the toolbox's program: the index of structural similarity with both constants 2e-16. Where two of the three
 * images are flat in one window it divides rounding noise by rounding noise, or gives NaN for the whole image; here that is
 * undefined. Yang, Zhang, Wang, Liu, "A novel similarity based quality metric for image fusion", Information Fusion 9, 2008.
 * Reference: the formula; {@code legacy}: the MATLAB toolbox zhengliu6699/imageFusionMetrics.
 */
public final class Yang extends StatedMetric {
    private static final SeparableFilter WINDOW = SeparableFilter.gaussian(7, 1.5);
    private static final CachedFeature<CachedImage, Moments> MOMENTS = image -> Moments.of(WINDOW, image.samples());
    private static final double ALIKE = 0.75;
    private static final double TOOLBOX_CONSTANT = 2e-16;

    /** Makes the metric. */
    public Yang() {
        super(
                new MetricDescription(
                        "Qy",
                        "structural similarity by window",
                        Direction.HIGHER_IS_BETTER,
                        -1,
                        1,
                        WINDOW.size(),
                        "mean of l q0(A, F) + (1 - l) q0(B, F), or of the larger where q0(A, B) < 0.75",
                        "Yang, Zhang, Wang, Liu, Inf. Fusion 9, 156 (2008)"),
                Protocol.LEGACY);
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        Moments a = images.a().feature(MOMENTS);
        Moments b = images.b().feature(MOMENTS);
        Moments f = images.f().feature(MOMENTS);
        if (protocol == Protocol.MODERN) {
            return MetricValue.of(mean(
                    WindowIndex.variances(a),
                    WindowIndex.variances(b),
                    WindowIndex.of(a, b),
                    WindowIndex.of(a, f),
                    WindowIndex.of(b, f)));
        }
        double[] va = a.variance().values();
        double[] vb = b.variance().values();
        double[] vf = f.variance().values();
        for (int i = 0; i < va.length; i++) {
            int flat = flat(va[i]) + flat(vb[i]) + flat(vf[i]);
            if (flat > 1) {
                return MetricValue.undefined("two of the three images are flat in one window, where the toolbox returns"
                        + " rounding noise or NaN");
            }
        }
        SimilarityIndex index = new SimilarityIndex(TOOLBOX_CONSTANT, TOOLBOX_CONSTANT, 1);
        return MetricValue.of(mean(va, vb, index.map(a, b), index.map(a, f), index.map(b, f)));
    }

    private static int flat(double variance) {
        return variance < WindowIndex.FLAT ? 1 : 0;
    }

    private static double mean(double[] va, double[] vb, double[] ofSources, double[] ofA, double[] ofB) {
        double sum = 0;
        for (int i = 0; i < ofSources.length; i++) {
            if (ofSources[i] >= ALIKE) {
                double share = WindowIndex.share(va[i], vb[i]);
                sum += share * ofA[i] + (1 - share) * ofB[i];
            } else {
                sum += Math.max(ofA[i], ofB[i]);
            }
        }
        return sum / ofSources.length;
    }
}
