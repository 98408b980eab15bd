// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.metrics.CachedFeature;
import io.github.psfusion.metrics.CachedImage;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.numeric.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * Structural similarity to the sources over five scales: for each source the product over the scales of
 * {@code max(mean(cs), 0)^weight}, where {@code cs} is the index of contrast and structure of {@link StructuralSimilarity},
 * and at the last scale the whole index; then the mean of both sources.
 *
 * <p>0 to 1, higher is better; only windows that lie wholly inside. Weights 0.0448, 0.2856, 0.3001, 0.2363, 0.1333 as
 * published (their sum is 1.0001). Between scales 2 x 2 means are taken, with the last row or column of an odd side repeated.
 * A scale is used while the smaller side has the 11 pixels of the window; all five need 161. With fewer the first weights are
 * divided by their sum; below 11 the value is undefined. Constant images have their usual value, equal ones 1. It has no
 * form under {@code legacy} and {@code authors2022} (what those authors call MS_SSIM is another metric). Wang, Simoncelli,
 * Bovik, "Multi-scale structural similarity for image quality assessment", Asilomar Conference 2003. Reference: the formula,
 * checked against a public PyTorch form.
 */
public final class MultiScaleStructuralSimilarity extends StatedMetric {
    private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};

    private static final CachedFeature<CachedImage, List<Moments>> SCALES = image -> {
        List<Moments> scales = new ArrayList<>();
        scales.add(image.feature(StructuralSimilarity.MOMENTS));
        DoubleImage scaled = image.samples().halved();
        while (scales.size() < WEIGHTS.length
                && Math.min(scaled.width(), scaled.height()) >= StructuralSimilarity.WINDOW.size()) {
            scales.add(Moments.of(StructuralSimilarity.WINDOW, scaled));
            scaled = scaled.halved();
        }
        return List.copyOf(scales);
    };

    /** Makes the metric. */
    public MultiScaleStructuralSimilarity() {
        super(new MetricDescription(
                "MS_SSIM",
                "structural similarity to the sources over five scales",
                Direction.HIGHER_IS_BETTER,
                0,
                1,
                StructuralSimilarity.WINDOW.size(),
                "mean over A, B of the product of max(mean cs, 0)^weight, at the last scale of ssim",
                "Wang, Simoncelli, Bovik, Asilomar Conf. (2003)"));
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        List<Moments> fused = images.f().feature(SCALES);
        return MetricValue.of((similarity(images.a().feature(SCALES), fused)
                        + similarity(images.b().feature(SCALES), fused))
                / 2);
    }

    private static double similarity(List<Moments> source, List<Moments> fused) {
        int last = source.size() - 1;
        double share = last == WEIGHTS.length - 1 ? 1 : sumOfFirst(last + 1);
        double product = 1;
        for (int i = 0; i <= last; i++) {
            double mean = i < last
                    ? SimilarityIndex.OF_LEVELS.meanContrast(source.get(i), fused.get(i))
                    : SimilarityIndex.OF_LEVELS.mean(source.get(i), fused.get(i));
            product *= Math.pow(Math.max(mean, 0), WEIGHTS[i] / share);
        }
        return product;
    }

    private static double sumOfFirst(int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += WEIGHTS[i];
        }
        return sum;
    }
}
