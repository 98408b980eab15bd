// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * Metrics of the outputs of a network over the pairs of one validation.
 *
 * @param <O> the outputs of the network
 */
public interface OutputMetrics<O> {
    /**
     * Adds a pair.
     *
     * @param outputs of the network for this pair, of its size; not to be kept
     */
    void add(TrainingSample sample, O outputs);

    /**
     * Returns the values by name, in the order in which they are recorded; empty where a metric is not defined. A dot joins a
     * group and a metric in it, such as {@code fused.entropy}.
     */
    Map<String, OptionalDouble> values();

    /** Returns the values as the end of a line of text for people; empty if there are none. */
    String summary();
}
