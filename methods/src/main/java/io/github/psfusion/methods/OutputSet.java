// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The outputs that are asked of a method: the fused image, and any of its {@link ExtraOutput}s.
 *
 * @param color the colors of the fused image
 * @param extra names of extra outputs
 */
public record OutputSet(Color color, Set<String> extra) {
    /** The fused image with the chrominance of the visible image. */
    public static final OutputSet IMAGE = new OutputSet(Color.VISIBLE, Set.of());

    /** The luminance of the fused image. */
    public static final OutputSet LUMINANCE = new OutputSet(Color.NONE, Set.of());

    /** The colors of a fused image. */
    public enum Color {
        /** Those of the visible image, if it has any. */
        VISIBLE,
        /** None. */
        NONE
    }

    /** Copies the names. */
    public OutputSet {
        extra = Collections.unmodifiableSet(new LinkedHashSet<>(extra));
    }

    /** Returns this set with other extra outputs. */
    public OutputSet withExtra(Set<String> names) {
        return new OutputSet(color, names);
    }
}
