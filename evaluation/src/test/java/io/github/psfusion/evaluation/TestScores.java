// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scores made of numbers. */
public final class TestScores {
    private TestScores() {}

    /** Returns a provenance that is the same on every machine. */
    public static ScoreProvenance provenance() {
        return new ScoreProvenance(
                "psfusion 1.2.3",
                Instant.parse("2026-01-31T12:00:00Z"),
                Map.of("java", "17"),
                Map.of("protocol", "modern"),
                Map.of("ir", "00ff"));
    }

    /** Returns the origin of scores that are the same on every machine, apart from its description. */
    public static ScoreOrigin origin() {
        return new ScoreOrigin(
                "psfusion 1.2.3", Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC), Map.of());
    }

    /** Returns values of metrics {@code LEVEL} (higher is better) and {@code DISTANCE} (lower is better). */
    public static FusionScores of(List<String> pairs, MethodScores... methods) {
        return new FusionScores(provenance(), Protocol.MODERN, metrics(), pairs, List.of(methods));
    }

    /** Returns the descriptions of both metrics. */
    public static List<MetricDescription> metrics() {
        return List.<FusionMetric>of(SimpleMetric.LEVEL, SimpleMetric.DISTANCE).stream()
                .map(FusionMetric::description)
                .toList();
    }

    /** Returns images made elsewhere with these values of both metrics for each pair; an empty array for a failure. */
    public static MethodScores images(String key, List<String> pairs, double[]... values) {
        return scores(Entry.images(key, Path.of(key)), pairs, values);
    }

    /** Returns an entry with these values of both metrics for each pair; an empty array for a failure. */
    public static MethodScores scores(Entry entry, List<String> pairs, double[]... values) {
        List<PairScores> scores = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Map<String, MetricValue> byKey = new LinkedHashMap<>();
            Optional<String> failure =
                    values[i].length == 0 ? Optional.of("file " + pairs.get(i) + " is broken") : Optional.empty();
            for (int j = 0; j < values[i].length; j++) {
                byKey.put(metrics().get(j).key(), MetricValue.of(values[i][j]));
            }
            scores.add(new PairScores(pairs.get(i), byKey, failure));
        }
        return new MethodScores(entry.method(), entry.kind(), scores, entry.timing());
    }
}
