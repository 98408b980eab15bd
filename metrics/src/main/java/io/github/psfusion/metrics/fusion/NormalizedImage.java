// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.metrics.CachedFeature;
import io.github.psfusion.metrics.CachedImage;
import io.github.psfusion.metrics.numeric.Field;

/** An image with its levels spread over 0 to 255 and rounded, as the models of human vision take it. */
final class NormalizedImage {
    private static final double MOST = 255;

    /** {@code floor((x - min) / (max - min) 255 + 0.5)}; 0 for a constant image. */
    static final CachedFeature<CachedImage, Field> STRETCHED = image -> stretched(image.field());

    private NormalizedImage() {}

    private static Field stretched(Field field) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : field.values()) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        double[] stretched = new double[field.size()];
        if (greatest > least) {
            for (int i = 0; i < stretched.length; i++) {
                stretched[i] = Math.floor((field.values()[i] - least) / (greatest - least) * MOST + 0.5);
            }
        }
        return Field.wrap(field.width(), field.height(), stretched);
    }
}
