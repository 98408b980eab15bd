// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

/**
 * The two source images of a pair in gray levels. Features of the sources alone are cached here and serve every fused image
 * of the pair. Not thread-safe: a pair is measured by one thread.
 */
public final class Sources {
    private final CachedImage infrared;
    private final CachedImage visible;
    private final FeatureCache<Sources> cache = new FeatureCache<>();

    private Sources(Gray8Image infrared, Gray8Image visible) {
        this.infrared = new CachedImage(infrared);
        this.visible = new CachedImage(visible);
    }

    /**
     * Makes the sources of a pair.
     *
     * @throws IllegalArgumentException naming both sizes if they differ
     */
    public static Sources of(Gray8Image infrared, Gray8Image visible) {
        if (infrared.width() != visible.width() || infrared.height() != visible.height()) {
            throw new IllegalArgumentException("the infrared image has " + infrared.width() + " x "
                    + infrared.height() + " pixels, but the visible one has " + visible.width() + " x "
                    + visible.height());
        }
        return new Sources(infrared, visible);
    }

    /** Returns the infrared image, {@code A} in formulas. */
    public Gray8Image infrared() {
        return infrared.levels();
    }

    /** Returns the visible image, {@code B} in formulas. */
    public Gray8Image visible() {
        return visible.levels();
    }

    /** Returns the infrared image with its cached features. */
    public CachedImage a() {
        return infrared;
    }

    /** Returns the visible image with its cached features. */
    public CachedImage b() {
        return visible;
    }

    /** Returns a feature of both sources; it is computed on the first call. */
    public <T> T feature(CachedFeature<Sources, T> feature) {
        return cache.get(this, feature);
    }

    /**
     * Returns these sources with a fused image.
     *
     * @throws IllegalArgumentException naming both sizes if they differ
     */
    public MetricInput with(Gray8Image fused) {
        if (fused.width() != infrared().width() || fused.height() != infrared().height()) {
            throw new IllegalArgumentException(
                    "the fused image has " + fused.width() + " x " + fused.height() + " pixels, but its sources have "
                            + infrared().width() + " x " + infrared().height());
        }
        return new MetricInput(this, fused);
    }
}
