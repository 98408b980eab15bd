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
 * Structural similarity to the sources: {@code SSIM = (ssim(A, F) + ssim(B, F)) / 2}, where {@code ssim} is the mean over
 * all windows of {@code (2 m1 m2 + C1)(2 c + C2) / ((m1^2 + m2^2 + C1)(v1 + v2 + C2))} with means, variances and covariance
 * under a Gaussian window of 11 taps and deviation 1.5, {@code C1 = (0.01 * 255)^2}, {@code C2 = (0.03 * 255)^2}.
 *
 * <p>-1 to 1, higher is better; only windows that lie wholly inside, and undefined where none does. Constant images have
 * their usual value; if all three images are equal it is 1. {@code legacy} is the <em>sum</em> of the two, under a box of
 * 7 x 7, with the variances of a sample (times 49/48) and the constants for a range of 2, which scikit-image takes for the
 * range of images of floating-point numbers. Wang, Bovik, Sheikh, Simoncelli, "Image quality assessment: from error
 * visibility to structural similarity", IEEE Transactions on Image Processing 13, 2004. Reference: the authors' MATLAB
 * program; {@code legacy}: the Python evaluator of MMIF-CDDFuse.
 */
public final class StructuralSimilarity extends StatedMetric {
    /** The window of Wang et al. 2004. */
    static final SeparableFilter WINDOW = SeparableFilter.gaussian(11, 1.5);

    /** Moments of an image under that window. */
    static final CachedFeature<CachedImage, Moments> MOMENTS = image -> Moments.of(WINDOW, image.samples());

    private static final SeparableFilter BOX = SeparableFilter.box(7);
    private static final CachedFeature<CachedImage, Moments> MOMENTS_IN_BOX = image -> Moments.of(BOX, image.samples());

    /** From the variance of a population to that of a sample of 7 x 7. */
    private static final double SAMPLE = 49.0 / 48.0;

    private static final double RANGE_OF_FLOATS = 2;

    /** Makes the metric. */
    public StructuralSimilarity() {
        super(
                new MetricDescription(
                        "SSIM",
                        "structural similarity to the sources",
                        Direction.HIGHER_IS_BETTER,
                        -1,
                        1,
                        WINDOW.size(),
                        "(ssim(A, F) + ssim(B, F)) / 2, Gaussian window 11 x 11",
                        "Wang, Bovik, Sheikh, Simoncelli, IEEE TIP 13, 600 (2004)"),
                Protocol.LEGACY);
    }

    @Override
    int smallestSide(Protocol protocol) {
        return protocol == Protocol.LEGACY ? BOX.size() : WINDOW.size();
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        if (protocol == Protocol.LEGACY) {
            SimilarityIndex index = SimilarityIndex.ofRange(RANGE_OF_FLOATS, SAMPLE);
            Moments fused = images.f().feature(MOMENTS_IN_BOX);
            return MetricValue.of(index.mean(images.a().feature(MOMENTS_IN_BOX), fused)
                    + index.mean(images.b().feature(MOMENTS_IN_BOX), fused));
        }
        Moments fused = images.f().feature(MOMENTS);
        return MetricValue.of((SimilarityIndex.OF_LEVELS.mean(images.a().feature(MOMENTS), fused)
                        + SimilarityIndex.OF_LEVELS.mean(images.b().feature(MOMENTS), fused))
                / 2);
    }
}
