// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.Protocol;
import java.util.List;

/**
 * Scores of one or several methods on the same pairs: what every report is made of.
 *
 * @param provenance what makes it repeatable
 * @param protocol the definition of all metrics
 * @param metrics the metrics, in the order of columns
 * @param pairs names of the pairs, in the order of rows
 * @param methods the methods, in the order of the user; the plain sources first, where they are among them
 */
public record Comparison(
        Provenance provenance,
        Protocol protocol,
        List<MetricDescription> metrics,
        List<String> pairs,
        List<MethodScores> methods) {
    /** Copies the lists. */
    public Comparison {
        metrics = List.copyOf(metrics);
        pairs = List.copyOf(pairs);
        methods = List.copyOf(methods);
        for (MethodScores method : methods) {
            if (!method.pairs().stream().map(PairScores::pair).toList().equals(pairs)) {
                throw new IllegalArgumentException(method.method().key() + " has other pairs than the comparison");
            }
        }
    }
}
