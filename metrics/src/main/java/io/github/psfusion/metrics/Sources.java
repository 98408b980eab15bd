// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

/**
 * The two sources of a pair as metrics see them. What metrics derive from the sources alone is kept here and serves every
 * fused picture of the pair. Not thread-safe: a pair is measured by one thread.
 */
public final class Sources {
    private final AnalysedPicture infrared;
    private final AnalysedPicture visible;
    private final Memo<Sources> memo = new Memo<>();

    private Sources(GreyLevels infrared, GreyLevels visible) {
        this.infrared = new AnalysedPicture(infrared);
        this.visible = new AnalysedPicture(visible);
    }

    /**
     * Makes the sources of a pair.
     *
     * @throws IllegalArgumentException naming both sizes if they differ
     */
    public static Sources of(GreyLevels infrared, GreyLevels visible) {
        if (infrared.width() != visible.width() || infrared.height() != visible.height()) {
            throw new IllegalArgumentException("the infrared picture has " + infrared.width() + " x "
                    + infrared.height() + " pixels, but the visible one has " + visible.width() + " x "
                    + visible.height());
        }
        return new Sources(infrared, visible);
    }

    /** Returns the infrared picture, {@code A} in formulas. */
    public GreyLevels infrared() {
        return infrared.levels();
    }

    /** Returns the visible picture, {@code B} in formulas. */
    public GreyLevels visible() {
        return visible.levels();
    }

    /** Returns the infrared picture with what was derived from it. */
    public AnalysedPicture a() {
        return infrared;
    }

    /** Returns the visible picture with what was derived from it. */
    public AnalysedPicture b() {
        return visible;
    }

    /** Returns what is derived from both sources in this way; it is computed by the first who asks. */
    public <T> T derived(Derivation<Sources, T> derivation) {
        return memo.get(this, derivation);
    }

    /**
     * Returns these sources with a fused picture.
     *
     * @throws IllegalArgumentException naming both sizes if they differ
     */
    public MetricInput with(GreyLevels fused) {
        if (fused.width() != infrared().width() || fused.height() != infrared().height()) {
            throw new IllegalArgumentException(
                    "the fused picture has " + fused.width() + " x " + fused.height() + " pixels, but its sources have "
                            + infrared().width() + " x " + infrared().height());
        }
        return new MetricInput(this, fused);
    }
}
