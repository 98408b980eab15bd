// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.imaging.numeric.Border;
import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.imaging.numeric.Gradients;
import io.github.psfusion.metrics.CachedFeature;
import io.github.psfusion.metrics.CachedImage;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.numeric.Spectrum;

/**
 * Perceived difference, by saliency: in blocks of 16 x 16 the squares of {@code S - F}, filtered by the sensitivity of the eye, and
 * of each source the saliency, the sum of the fifth powers of its Sobel strengths:
 * {@code Qcv = sum(lA DA + lB DB) / sum(lA + lB)}, {@code D = sum of squares / 256}.
 *
 * <p>At least 0, <em>lower</em> is better. Images are normalized to 0..255 first (constant: all 0). Sobel with a zero border; right
 * and below blocks are filled up with 0; sensitivity {@code 2.6 (0.0192 + 0.144 r) exp(-(0.144 r)^1.1)} in the Fourier domain,
 * {@code r^2 = (u N / 8)^2 + (v M / 8)^2} with frequencies u, v in [-1, 1). Where no source has an edge, the plain mean of all D (the
 * toolbox: NaN); so 0 for constant images. No form of its own under {@code legacy}. Chen, Varshney, "A human perception inspired
 * quality metric for image fusion based on regional information", Information Fusion 8, 2007. Reference: the MATLAB toolbox
 * zhengliu6699/imageFusionMetrics.
 */
public final class ChenVarshney extends StatedMetric {
    private static final int BLOCK = 16;
    private static final double CYCLES = 8;

    private static final CachedFeature<CachedImage, double[]> SALIENCY =
            image -> blockSums(fifthPowers(Gradients.sobel(image.feature(NormalizedImage.NORMALIZED), Border.ZERO)
                    .magnitude()));

    /** Makes the metric. */
    public ChenVarshney() {
        super(new MetricDescription(
                "Qcv",
                "perceived difference, by saliency",
                Direction.LOWER_IS_BETTER,
                0,
                Double.POSITIVE_INFINITY,
                1,
                "sum(lA DA + lB DB) / sum(lA + lB) over blocks of 16 x 16",
                "Chen, Varshney, Inf. Fusion 8, 193 (2007)"));
    }

    private static double sensitivity(double squaredCycles) {
        double r = Math.sqrt(squaredCycles) * 2 / CYCLES;
        return 2.6 * (0.0192 + 0.144 * r) * Math.exp(-Math.pow(0.144 * r, 1.1));
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        double[] saliencyOfA = images.a().feature(SALIENCY);
        double[] saliencyOfB = images.b().feature(SALIENCY);
        double[] differenceOfA = differences(images.a(), images.f());
        double[] differenceOfB = differences(images.b(), images.f());
        double weighted = 0;
        double weights = 0;
        double plain = 0;
        for (int i = 0; i < saliencyOfA.length; i++) {
            weighted += saliencyOfA[i] * differenceOfA[i] + saliencyOfB[i] * differenceOfB[i];
            weights += saliencyOfA[i] + saliencyOfB[i];
            plain += differenceOfA[i] + differenceOfB[i];
        }
        return MetricValue.of(weights > 0 ? weighted / weights : plain / (2 * saliencyOfA.length));
    }

    private static double[] differences(CachedImage source, CachedImage fused) {
        DoubleImage s = source.feature(NormalizedImage.NORMALIZED);
        double[] f = fused.feature(NormalizedImage.NORMALIZED).values();
        double[] difference = s.values().clone();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= f[i];
        }
        double[] perceived = Spectrum.filtered(
                        DoubleImage.wrap(s.width(), s.height(), difference), ChenVarshney::sensitivity)
                .values();
        for (int i = 0; i < perceived.length; i++) {
            perceived[i] = perceived[i] * perceived[i] / (BLOCK * BLOCK);
        }
        return blockSums(DoubleImage.wrap(s.width(), s.height(), perceived));
    }

    private static DoubleImage fifthPowers(DoubleImage strengths) {
        double[] powers = strengths.values().clone();
        for (int i = 0; i < powers.length; i++) {
            double square = powers[i] * powers[i];
            powers[i] *= square * square;
        }
        return DoubleImage.wrap(strengths.width(), strengths.height(), powers);
    }

    private static double[] blockSums(DoubleImage image) {
        int across = (image.width() + BLOCK - 1) / BLOCK;
        int down = (image.height() + BLOCK - 1) / BLOCK;
        double[] sums = new double[across * down];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                sums[y / BLOCK * across + x / BLOCK] += image.at(x, y);
            }
        }
        return sums;
    }
}
