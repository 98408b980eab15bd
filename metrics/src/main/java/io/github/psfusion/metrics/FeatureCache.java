// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import java.util.IdentityHashMap;

/** What was derived from an owner, each thing once. Not thread-safe. */
final class FeatureCache<O> {
    private final IdentityHashMap<CachedFeature<O, ?>, Object> derived = new IdentityHashMap<>();

    /** Returns the derived thing, and derives it first if nobody did. A derivation may use others of the same owner. */
    @SuppressWarnings("unchecked") // only put below, with the type of its key
    <T> T get(O owner, CachedFeature<O, T> derivation) {
        Object known = derived.get(derivation);
        if (known == null) {
            known = derivation.from(owner);
            derived.put(derivation, known);
        }
        return (T) known;
    }
}
