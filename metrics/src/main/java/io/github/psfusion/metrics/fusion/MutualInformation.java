// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.metrics.CachedImage;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.numeric.Histogram;
import io.github.psfusion.metrics.numeric.JointHistogram;

/**
 * Mutual information with the sources: {@code MI = I(A; F) + I(B; F)}, with
 * {@code I(X; F) = H(X) + H(F) - H(X, F)} from the histogram of 256 x 256 pairs of levels, in bits, not normalized.
 *
 * <p>0 to 16 bits, higher is better, no border. 0 if F is constant, twice its entropy if all three are equal. {@code legacy}
 * is in nats, that is times ln 2. Under {@code authors2022} level 255 counts as 254, but only in pairs: its 8-bit
 * arithmetic saturates there. Qu, Zhang, Yan, "Information measure for performance of image fusion", Electronics Letters 38,
 * 2002. Reference: the formula; {@code legacy}: the Python evaluator of MMIF-CDDFuse; {@code authors2022}: the MATLAB
 * evaluation of PSFusion's authors (Linfeng-Tang/Evaluation-for-Image-Fusion).
 */
public final class MutualInformation extends StatedMetric {
    private static final int WHITE = Histogram.LEVELS - 1;

    /** Makes the metric. */
    public MutualInformation() {
        super(
                new MetricDescription(
                        "MI",
                        "mutual information with the sources",
                        Direction.HIGHER_IS_BETTER,
                        0,
                        16,
                        1,
                        "I(A; F) + I(B; F)",
                        "Qu, Zhang, Yan, Electron. Lett. 38, 313 (2002)"),
                Protocol.LEGACY,
                Protocol.AUTHORS_2022);
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        int cap = protocol == Protocol.AUTHORS_2022 ? WHITE - 1 : WHITE;
        double bits = information(images.a(), images.f(), cap) + information(images.b(), images.f(), cap);
        return MetricValue.of(protocol == Protocol.LEGACY ? bits * Math.log(2) : bits);
    }

    private static double information(CachedImage source, CachedImage fused, int cap) {
        double joint =
                JointHistogram.ofCapped(source.array(), fused.array(), cap).entropy();
        double shared = source.histogram().entropy() + fused.histogram().entropy() - joint;
        return Math.max(shared, 0); // rounding can leave a little less than nothing
    }
}
