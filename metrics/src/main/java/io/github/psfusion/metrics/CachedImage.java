// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.metrics.numeric.Histogram;

/**
 * One image of a pair with the features that metrics computed of it alone. Not thread-safe: a pair is measured by one
 * thread.
 */
public final class CachedImage {
    private static final CachedFeature<CachedImage, byte[]> ARRAY = image -> image.levels.toArray();
    private static final CachedFeature<CachedImage, DoubleImage> SAMPLES =
            image -> DoubleImage.ofLevels(image.levels.width(), image.levels.height(), image.array());
    private static final CachedFeature<CachedImage, Histogram> HISTOGRAM = image -> Histogram.of(image.array());

    private final Gray8Image levels;
    private final FeatureCache<CachedImage> cache = new FeatureCache<>();

    CachedImage(Gray8Image levels) {
        this.levels = levels;
    }

    /** Returns the image. */
    public Gray8Image levels() {
        return levels;
    }

    /** Returns the levels row by row, one byte each, read as 0 to 255; shared, not to be changed. */
    public byte[] array() {
        return feature(ARRAY);
    }

    /** Returns the levels in double precision. */
    public DoubleImage samples() {
        return feature(SAMPLES);
    }

    /** Returns how often each level occurs. */
    public Histogram histogram() {
        return feature(HISTOGRAM);
    }

    /** Returns a feature of the image; it is computed on the first call. */
    public <T> T feature(CachedFeature<CachedImage, T> feature) {
        return cache.get(this, feature);
    }
}
