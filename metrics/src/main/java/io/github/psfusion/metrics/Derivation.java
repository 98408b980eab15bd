// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

/**
 * How something is derived from a picture, a pair of sources, or a fused picture with its sources. Metrics hold their
 * derivations as constants, which serve as keys: what one metric derived, another with the same constant finds.
 *
 * @param <O> what it is derived from
 * @param <T> what is derived; immutable by convention
 */
@FunctionalInterface
public interface Derivation<O, T> {
    /** Derives; called at most once per owner. */
    T from(O owner);
}
