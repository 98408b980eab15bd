// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;

/**
 * Entropy of the gray levels of the fused image: {@code EN = - sum over levels v that occur of p(v) log2 p(v)}, with
 * {@code p} the share of the pixels.
 *
 * <p>0 to 8 bits, higher is better, no border; the same under all protocols. A constant image has 0. Roberts, van Aardt,
 * Ahmed, "Assessment of image fusion procedures using entropy, image quality, and multispectral classification", Journal of
 * Applied Remote Sensing 2, 2008. Reference: the MATLAB evaluation of PSFusion's authors
 * (Linfeng-Tang/Evaluation-for-Image-Fusion).
 */
public final class Entropy extends StatedMetric {
    /** Makes the metric. */
    public Entropy() {
        super(
                new MetricDescription(
                        "EN",
                        "entropy of gray levels",
                        Direction.HIGHER_IS_BETTER,
                        0,
                        8,
                        1,
                        "-sum p(v) log2 p(v)",
                        "Roberts, van Aardt, Ahmed, J. Appl. Remote Sens. 2, 023522 (2008)"),
                Protocol.LEGACY,
                Protocol.AUTHORS_2022);
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        return MetricValue.of(images.f().histogram().entropy());
    }
}
