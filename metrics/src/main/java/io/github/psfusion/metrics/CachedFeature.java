// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

/**
 * A feature of an image, of a pair of sources, or of a fused image with its sources, which is computed once and cached.
 * Metrics hold their features as constants, which are the keys of the cache: metrics with the same constant share the value.
 *
 * @param <O> owner of the feature
 * @param <T> value of the feature; immutable by convention
 */
@FunctionalInterface
public interface CachedFeature<O, T> {
    /** Computes the feature; called at most once per owner. */
    T compute(O owner);
}
