// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

/**
 * How something is derived from an image, a pair of sources, or a fused image with its sources. Metrics hold their
 * derivations as constants, which serve as keys: what one metric derived, another with the same constant finds.
 *
 * @param <O> what it is derived from
 * @param <T> what is derived; immutable by convention
 */
@FunctionalInterface
public interface CachedFeature<O, T> {
    /** Derives; called at most once per owner. */
    T from(O owner);
}
