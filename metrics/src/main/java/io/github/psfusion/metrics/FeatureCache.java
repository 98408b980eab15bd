// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import java.util.IdentityHashMap;

/** The features of one owner that were computed so far. Not thread-safe. */
final class FeatureCache<O> {
    private final IdentityHashMap<CachedFeature<O, ?>, Object> values = new IdentityHashMap<>();

    /** Returns a feature; computes it on the first call. A feature may use other features of the same owner. */
    @SuppressWarnings("unchecked") // only put below, with the type of its key
    <T> T get(O owner, CachedFeature<O, T> feature) {
        Object value = values.get(feature);
        if (value == null) {
            value = feature.compute(owner);
            values.put(feature, value);
        }
        return (T) value;
    }
}
