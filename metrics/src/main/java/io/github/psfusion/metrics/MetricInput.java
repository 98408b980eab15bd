// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

/**
 * A fused image with its sources. Features that several metrics need are computed once and cached here. Not thread-safe: an
 * image is measured by one thread.
 */
public final class MetricInput {
    private final Sources sources;
    private final CachedImage fused;
    private final FeatureCache<MetricInput> cache = new FeatureCache<>();

    MetricInput(Sources sources, Gray8Image fused) {
        this.sources = sources;
        this.fused = new CachedImage(fused);
    }

    /** Returns the two sources, {@code A} and {@code B} in formulas. */
    public Sources sources() {
        return sources;
    }

    /** Returns the fused image, {@code F} in formulas. */
    public Gray8Image fused() {
        return fused.levels();
    }

    /** Returns the infrared image with its cached features. */
    public CachedImage a() {
        return sources.a();
    }

    /** Returns the visible image with its cached features. */
    public CachedImage b() {
        return sources.b();
    }

    /** Returns the fused image with its cached features. */
    public CachedImage f() {
        return fused;
    }

    /** Returns the length of the smaller side in pixels. */
    public int smallerSide() {
        return Math.min(fused().width(), fused().height());
    }

    /** Returns the number of pixels. */
    public int pixels() {
        return fused().width() * fused().height();
    }

    /** Returns a feature of all three images; it is computed on the first call. */
    public <T> T feature(CachedFeature<MetricInput, T> feature) {
        return cache.get(this, feature);
    }
}
