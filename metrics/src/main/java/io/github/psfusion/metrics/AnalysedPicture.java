// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import io.github.psfusion.metrics.numeric.Field;
import io.github.psfusion.metrics.numeric.Histogram;

/**
 * One picture of a pair together with what metrics derived from it alone, each thing once and on demand. Not thread-safe: a
 * pair is measured by one thread.
 */
public final class AnalysedPicture {
    private static final Derivation<AnalysedPicture, byte[]> ARRAY = picture -> picture.levels.toArray();
    private static final Derivation<AnalysedPicture, Field> FIELD =
            picture -> Field.ofLevels(picture.levels.width(), picture.levels.height(), picture.array());
    private static final Derivation<AnalysedPicture, Histogram> HISTOGRAM = picture -> Histogram.of(picture.array());

    private final GreyLevels levels;
    private final Memo<AnalysedPicture> memo = new Memo<>();

    AnalysedPicture(GreyLevels levels) {
        this.levels = levels;
    }

    /** Returns the picture. */
    public GreyLevels levels() {
        return levels;
    }

    /** Returns the levels row by row, one byte each, read as 0 to 255; shared, not to be changed. */
    public byte[] array() {
        return derived(ARRAY);
    }

    /** Returns the levels as numbers. */
    public Field field() {
        return derived(FIELD);
    }

    /** Returns how often each level occurs. */
    public Histogram histogram() {
        return derived(HISTOGRAM);
    }

    /** Returns what is derived from the picture in this way; it is computed by the first who asks. */
    public <T> T derived(Derivation<AnalysedPicture, T> derivation) {
        return memo.get(this, derivation);
    }
}
