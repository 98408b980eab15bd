// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.MetricValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The scores of one image.
 *
 * @param pair name of the pair
 * @param values value by key of metric, in the order of the metrics; empty after a failure
 * @param failure why the image could not be scored, naming the file
 */
public record PairScores(String pair, Map<String, MetricValue> values, Optional<String> failure) {
    /** Copies the values, in their order. */
    public PairScores {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
