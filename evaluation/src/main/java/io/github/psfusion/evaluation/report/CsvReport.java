// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.MethodTiming;
import io.github.psfusion.evaluation.PairScores;
import io.github.psfusion.evaluation.Ranking;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.ScoreTable;
import io.github.psfusion.evaluation.Summary;
import io.github.psfusion.evaluation.TrainingOverlap;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.Csv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Scores as comma-separated values: {@code scores.csv}, a row per image, and {@code summary.csv}, a row per method and metric. One
 * header line, all digits, decimal points whatever the locale, UTF-8. See docs/reference/score-files.md.
 */
public final class CsvReport {
    /** Name of the file with a row per image. */
    public static final String SCORES = "scores.csv";

    /** Name of the file with a row per method and metric. */
    public static final String SUMMARY = "summary.csv";

    private static final String UNKNOWN = "unknown";

    private CsvReport() {}

    /**
     * Writes both files, replacing older ones.
     *
     * @param folder must exist
     */
    public static void write(ScoreStatistics statistics, Path folder) throws IOException {
        AtomicFile.write(folder.resolve(SCORES), scores(statistics.scores()).getBytes(StandardCharsets.UTF_8));
        AtomicFile.write(folder.resolve(SUMMARY), summary(statistics).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the text of {@code scores.csv}. An undefined value is an empty field and counted in the row; NaN and infinities of
     * {@code legacy} are {@code NaN}, {@code Infinity} and {@code -Infinity}.
     */
    public static String scores(FusionScores scores) {
        List<String> head = new ArrayList<>(List.of("method", "kind", "pair"));
        scores.metrics().forEach(metric -> head.add(metric.key()));
        head.addAll(List.of("undefined", "failure", "trained_on", "protocol", "directions", "program"));
        String directions = scores.metrics().stream()
                .map(metric -> metric.key() + (metric.direction() == Direction.HIGHER_IS_BETTER ? "+" : "-"))
                .collect(Collectors.joining(" "));
        StringBuilder text = new StringBuilder(Csv.row(head));
        for (MethodScores method : scores.methods()) {
            Set<String> seen =
                    Set.copyOf(method.overlap().map(TrainingOverlap::pairs).orElse(List.of()));
            for (PairScores pair : method.pairs()) {
                List<String> row = new ArrayList<>(
                        List.of(method.method().key(), method.kind().key(), pair.pair()));
                int undefined = 0;
                for (MetricDescription metric : scores.metrics()) {
                    MetricValue value = pair.values().get(metric.key());
                    if (value instanceof MetricValue.Defined defined) {
                        row.add(Csv.number(defined.value()));
                    } else {
                        row.add("");
                        undefined += value == null ? 0 : 1;
                    }
                }
                row.add(Integer.toString(undefined));
                row.add(pair.failure().orElse(""));
                row.add(trainedOn(method, seen.contains(pair.pair())));
                row.addAll(List.of(
                        scores.protocol().key(), directions, scores.provenance().program()));
                text.append(Csv.row(row));
            }
        }
        return text.toString();
    }

    /** Returns whether a method was trained on a pair; nothing for a method without weights. */
    private static String trainedOn(MethodScores method, boolean seen) {
        return method.overlap()
                .map(overlap -> seen ? "yes" : overlap.isComplete() ? "no" : UNKNOWN)
                .orElse("");
    }

    /** Returns on how many of the pairs a method was trained; nothing for a method without weights. */
    private static String trainedOn(MethodScores method) {
        return method.overlap()
                .map(overlap -> overlap.isUnknown()
                        ? UNKNOWN
                        : Integer.toString(overlap.pairs().size()))
                .orElse("");
    }

    /** Returns the text of {@code summary.csv}. */
    public static String summary(ScoreStatistics statistics) {
        ScoreTable table = statistics.table();
        Ranking ranking = statistics.ranking();
        FusionScores scores = statistics.scores();
        StringBuilder text = new StringBuilder(Csv.row(List.of(
                "method",
                "kind",
                "metric",
                "direction",
                "mean",
                "deviation",
                "count",
                "pairs",
                "available",
                "undefined",
                "not_finite",
                "failed",
                "trained_on",
                "rank",
                "mean_rank",
                "mean_rank_over_pairs",
                "seconds_per_pair",
                "threads",
                "protocol",
                "program")));
        for (int i = 0; i < scores.methods().size(); i++) {
            MethodScores method = scores.methods().get(i);
            for (int j = 0; j < scores.metrics().size(); j++) {
                MetricDescription metric = scores.metrics().get(j);
                Summary summary = table.summary(i, j);
                text.append(Csv.row(List.of(
                        method.method().key(),
                        method.kind().key(),
                        metric.key(),
                        metric.direction() == Direction.HIGHER_IS_BETTER ? "+" : "-",
                        Csv.number(summary.mean()),
                        Csv.number(summary.deviation()),
                        Integer.toString(summary.count()),
                        Integer.toString(scores.pairs().size()),
                        Integer.toString(summary.available()),
                        Integer.toString(summary.undefined()),
                        Integer.toString(summary.notFinite()),
                        Integer.toString(summary.failed()),
                        trainedOn(method),
                        Csv.number(ranking.rank(i, j)),
                        Csv.number(ranking.meanRank(i)),
                        Csv.number(ranking.meanRankOverPairs(i)),
                        method.timing()
                                .map(MethodTiming::meanSeconds)
                                .map(Csv::number)
                                .orElse(""),
                        method.timing()
                                .map(timing -> Integer.toString(timing.threads()))
                                .orElse(""),
                        scores.protocol().key(),
                        scores.provenance().program())));
            }
        }
        return text.toString();
    }
}
