// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

/**
 * A fused picture with its sources. What several metrics need is computed once, on demand, and kept here. Not thread-safe: a
 * picture is measured by one thread.
 */
public final class MetricInput {
    private final Sources sources;
    private final AnalysedPicture fused;
    private final Memo<MetricInput> memo = new Memo<>();

    MetricInput(Sources sources, GreyLevels fused) {
        this.sources = sources;
        this.fused = new AnalysedPicture(fused);
    }

    /** Returns the two sources, {@code A} and {@code B} in formulas. */
    public Sources sources() {
        return sources;
    }

    /** Returns the fused picture, {@code F} in formulas. */
    public GreyLevels fused() {
        return fused.levels();
    }

    /** Returns the infrared picture with what was derived from it. */
    public AnalysedPicture a() {
        return sources.a();
    }

    /** Returns the visible picture with what was derived from it. */
    public AnalysedPicture b() {
        return sources.b();
    }

    /** Returns the fused picture with what was derived from it. */
    public AnalysedPicture f() {
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

    /** Returns what is derived from all three pictures in this way; it is computed by the first who asks. */
    public <T> T derived(Derivation<MetricInput, T> derivation) {
        return memo.get(this, derivation);
    }
}
