// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.metrics.CachedFeature;
import io.github.psfusion.metrics.CachedImage;

/** An image whose levels are scaled to 0 to 255 and rounded, as the models of human vision take it. */
final class NormalizedImage {
    private static final double WHITE = 255;

    /** {@code floor((x - min) / (max - min) 255 + 0.5)}; 0 for a constant image. */
    static final CachedFeature<CachedImage, DoubleImage> NORMALIZED = image -> normalized(image.samples());

    private NormalizedImage() {}

    private static DoubleImage normalized(DoubleImage image) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : image.values()) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        double[] normalized = new double[image.size()];
        if (greatest > least) {
            for (int i = 0; i < normalized.length; i++) {
                normalized[i] = Math.floor((image.values()[i] - least) / (greatest - least) * WHITE + 0.5);
            }
        }
        return DoubleImage.wrap(image.width(), image.height(), normalized);
    }
}
