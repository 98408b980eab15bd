// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.Protocol;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be measured, and how.
 *
 * @param pairs the pairs, in the order of rows
 * @param candidates what is scored, in the order of tables
 * @param metrics the metrics, in the order of columns; each has a form under the protocol
 * @param protocol the definition of all metrics
 * @param infraredRange levels of deep infrared images that are shown as black and white
 * @param limits how large an image may be
 * @param threads how many pairs are measured at a time, at least 1
 */
public record EvaluationPlan(
        List<PairFiles> pairs,
        List<Candidate> candidates,
        List<FusionMetric> metrics,
        Protocol protocol,
        IntensityWindow infraredRange,
        DecodeLimits limits,
        int threads) {
    /**
     * Copies the lists and checks them.
     *
     * @throws IllegalArgumentException if there is nothing to measure, two candidates have one key, or a metric has no form
     *     under the protocol
     */
    public EvaluationPlan {
        pairs = List.copyOf(pairs);
        candidates = List.copyOf(candidates);
        metrics = List.copyOf(metrics);
        if (pairs.isEmpty() || candidates.isEmpty() || metrics.isEmpty()) {
            throw new IllegalArgumentException(pairs.size() + " pairs, " + candidates.size() + " methods and "
                    + metrics.size() + " metrics given; at least one of each is needed");
        }
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads; at least 1 is needed");
        }
        Set<String> keys = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (!keys.add(candidate.method().key())) {
                throw new IllegalArgumentException(
                        "two methods are named \"" + candidate.method().key() + "\"; tables could not tell them apart");
            }
        }
        for (FusionMetric metric : metrics) {
            if (!metric.protocols().contains(protocol)) {
                throw new IllegalArgumentException(
                        metric.description().key() + " has no form under the protocol " + protocol.key());
            }
        }
    }

    /**
     * Makes a plan with the usual settings: the range of infrared levels is automatic, limits are the default ones, and all
     * processors work.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public static EvaluationPlan of(
            List<PairFiles> pairs, List<Candidate> candidates, List<FusionMetric> metrics, Protocol protocol) {
        return new EvaluationPlan(
                pairs,
                candidates,
                metrics,
                protocol,
                new IntensityWindow.Automatic(),
                DecodeLimits.defaults(),
                Runtime.getRuntime().availableProcessors());
    }

    /** Returns the settings that bear on values, by name, for {@link Provenance#settings}. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("protocol", protocol.key());
        settings.put(
                "metrics",
                metrics.stream().map(metric -> metric.description().key()).collect(Collectors.joining(",")));
        settings.put("pairs", String.valueOf(pairs.size()));
        settings.put("infrared range", text(infraredRange));
        return settings;
    }

    /** Returns a range as {@link IntensityWindow#parse} reads it. */
    private static String text(IntensityWindow range) {
        if (range instanceof IntensityWindow.MinMax) {
            return "min-max";
        }
        if (range instanceof IntensityWindow.Percentiles percentiles) {
            return "percentiles:" + percentiles.low() + "," + percentiles.high();
        }
        if (range instanceof IntensityWindow.Fixed fixed) {
            return fixed.low() + "," + fixed.high();
        }
        return "auto";
    }

    /** Returns this plan with another range of infrared levels. */
    public EvaluationPlan withInfraredRange(IntensityWindow range) {
        return new EvaluationPlan(pairs, candidates, metrics, protocol, range, limits, threads);
    }

    /** Returns this plan with other limits. */
    public EvaluationPlan withLimits(DecodeLimits other) {
        return new EvaluationPlan(pairs, candidates, metrics, protocol, infraredRange, other, threads);
    }

    /** Returns this plan with another number of threads. */
    public EvaluationPlan withThreads(int number) {
        return new EvaluationPlan(pairs, candidates, metrics, protocol, infraredRange, limits, number);
    }
}
