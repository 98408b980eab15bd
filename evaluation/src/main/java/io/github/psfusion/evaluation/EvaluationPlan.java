// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.InfraredOptions;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.datasets.Shard;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/**
 * What is measured on which pairs, and how; an {@link Evaluator} or {@link ComparisonRun} defines which images are measured.
 *
 * @param pairs the pairs, in the order of rows
 * @param metrics the metrics, in the order of columns; each has a form under the protocol
 * @param protocol the definition of all metrics
 * @param windows the levels of infrared and of visible images that become black and white
 * @param infrared how infrared files that hold temperatures, counts or colors of a palette are read
 * @param limits how large an image may be
 * @param threads how many pairs are measured at a time, at least 1
 * @param shard which of the pairs are measured; the intensity windows are those of all
 */
public record EvaluationPlan(
        List<PairFiles> pairs,
        List<FusionMetric> metrics,
        Protocol protocol,
        PairWindows windows,
        InfraredOptions infrared,
        DecodeLimits limits,
        int threads,
        Shard shard) {
    /**
     * Copies the lists and checks them.
     *
     * @throws IllegalArgumentException if there is nothing to measure, or a metric has no form under the protocol
     */
    public EvaluationPlan {
        pairs = List.copyOf(pairs);
        metrics = List.copyOf(metrics);
        if (pairs.isEmpty() || metrics.isEmpty()) {
            throw new IllegalArgumentException(
                    pairs.size() + " pairs and " + metrics.size() + " metrics given; at least one of each is needed");
        }
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads; at least 1 is needed");
        }
        for (FusionMetric metric : metrics) {
            if (!metric.protocols().contains(protocol)) {
                throw new IllegalArgumentException(
                        metric.description().key() + " has no form under the protocol " + protocol.key());
            }
        }
    }

    /**
     * Makes a plan with the defaults: the intensity windows are the usual ones, limits are the default ones, and all CPU cores are used.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public static EvaluationPlan of(List<PairFiles> pairs, List<FusionMetric> metrics, Protocol protocol) {
        return new EvaluationPlan(
                pairs,
                metrics,
                protocol,
                PairWindows.defaults(),
                InfraredOptions.DEFAULTS,
                DecodeLimits.defaults(),
                Runtime.getRuntime().availableProcessors(),
                Shard.ALL);
    }

    /** Returns the pairs that are measured, those of the shard, in order. */
    public List<PairFiles> measured() {
        return shard.of(pairs);
    }

    /** Returns the settings that bear on values, by name, for {@link ScoreProvenance#settings}. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("protocol", protocol.key());
        settings.put(
                "metrics",
                metrics.stream().map(metric -> metric.description().key()).collect(Collectors.joining(",")));
        settings.put("pairs", String.valueOf(pairs.size()));
        settings.put("infrared range", windows.infrared().text());
        settings.put("visible range", windows.visible().text());
        settings.putAll(infrared.settings());
        return settings;
    }

    /**
     * Makes the reader of the pairs; where the window depends on the images of the batch, this reads all infrared images.
     *
     * @throws CancellationException if the listener cancels the work
     */
    PairReader reader(WorkListener listener) {
        return PairReader.of(pairs, windows, infrared, limits, () -> {
            if (listener.cancelled()) {
                throw new CancellationException("cancelled before the first pair");
            }
        });
    }

    /** Returns this plan with other intensity windows. */
    public EvaluationPlan withWindows(PairWindows other) {
        return new EvaluationPlan(pairs, metrics, protocol, other, infrared, limits, threads, shard);
    }

    /** Returns this plan with other options for infrared files that hold temperatures, counts or colors of a palette. */
    public EvaluationPlan withInfrared(InfraredOptions other) {
        return new EvaluationPlan(pairs, metrics, protocol, windows, other, limits, threads, shard);
    }

    /** Returns this plan with other limits. */
    public EvaluationPlan withLimits(DecodeLimits other) {
        return new EvaluationPlan(pairs, metrics, protocol, windows, infrared, other, threads, shard);
    }

    /**
     * Returns this plan for a part of the pairs.
     *
     * @throws IllegalArgumentException if the part has no pairs
     */
    public EvaluationPlan withShard(Shard part) {
        if (part.of(pairs).isEmpty()) {
            throw new IllegalArgumentException(
                    "shard " + part + " has no pairs, because there are " + pairs.size() + "; take fewer shards");
        }
        return new EvaluationPlan(pairs, metrics, protocol, windows, infrared, limits, threads, part);
    }

    /** Returns this plan with another number of threads. */
    public EvaluationPlan withThreads(int number) {
        return new EvaluationPlan(pairs, metrics, protocol, windows, infrared, limits, number, shard);
    }
}
