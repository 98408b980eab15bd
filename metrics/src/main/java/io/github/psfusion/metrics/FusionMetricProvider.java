// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import java.util.List;

/**
 * Brings metrics of a jar of its own: a class with a public constructor without arguments, named in {@code
 * META-INF/services/io.github.psfusion.metrics.FusionMetricProvider}.
 *
 * <p>The keys of the metrics are new, and each metric has a form under {@link Protocol#MODERN}; a metric that breaks this is
 * left out with a warning. The guide docs/guide/add-a-metric.md has a whole example.
 */
public interface FusionMetricProvider {
    /** Returns the metrics, in the order in which they follow the others in tables. */
    List<FusionMetric> metrics();
}
