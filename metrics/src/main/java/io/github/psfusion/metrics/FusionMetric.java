// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import java.util.Set;

/** Measures a fused image with its two sources. Implementations are stateless and thread-safe. */
public interface FusionMetric {
    /** Returns the description. */
    MetricDescription description();

    /** Returns the protocols under which the metric has a form; {@link Protocol#MODERN} is always among them. */
    Set<Protocol> protocols();

    /**
     * Measures.
     *
     * @param images infrared, visible and fused image of one size; not changed, but features of them are cached in it
     *     for other metrics
     * @throws IllegalArgumentException if the metric has no form under the protocol
     */
    MetricValue value(MetricInput images, Protocol protocol);
}
