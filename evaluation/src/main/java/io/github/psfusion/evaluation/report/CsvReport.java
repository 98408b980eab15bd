// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.Comparison;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.PairScores;
import io.github.psfusion.evaluation.Ranking;
import io.github.psfusion.evaluation.ScoreTable;
import io.github.psfusion.evaluation.Summary;
import io.github.psfusion.evaluation.Timing;
import io.github.psfusion.imaging.codec.AtomicFile;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Scores as comma-separated values: {@code scores.csv}, a row an image, and {@code summary.csv}, a row a method and metric. One
 * header line, all digits, decimal points whatever the locale, UTF-8. See docs/reference/score-files.md.
 */
public final class CsvReport {
    /** Name of the file with a row an image. */
    public static final String SCORES = "scores.csv";

    /** Name of the file with a row a method and metric. */
    public static final String SUMMARY = "summary.csv";

    private CsvReport() {}

    /**
     * Writes both files, replacing older ones.
     *
     * @param folder must be there
     */
    public static void write(Comparison comparison, Path folder) throws IOException {
        ScoreTable table = ScoreTable.of(comparison);
        AtomicFile.write(folder.resolve(SCORES), scores(comparison).getBytes(StandardCharsets.UTF_8));
        AtomicFile.write(
                folder.resolve(SUMMARY), summary(table, Ranking.of(table)).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the text of {@code scores.csv}. An undefined value is an empty field and counted in the row; NaN and infinities of
     * {@code legacy} are {@code NaN}, {@code Infinity} and {@code -Infinity}.
     */
    public static String scores(Comparison comparison) {
        List<String> head = new ArrayList<>(List.of("method", "kind", "pair"));
        comparison.metrics().forEach(metric -> head.add(metric.key()));
        head.addAll(List.of("undefined", "failure", "protocol", "directions", "program"));
        String directions = comparison.metrics().stream()
                .map(metric -> metric.key() + (metric.direction() == Direction.HIGHER_IS_BETTER ? "+" : "-"))
                .collect(Collectors.joining(" "));
        StringBuilder text = new StringBuilder(Csv.row(head));
        for (MethodScores method : comparison.methods()) {
            for (PairScores scores : method.pairs()) {
                List<String> row = new ArrayList<>(List.of(method.method().key(), method.kind().key(), scores.pair()));
                int undefined = 0;
                for (MetricDescription metric : comparison.metrics()) {
                    MetricValue value = scores.values().get(metric.key());
                    if (value instanceof MetricValue.Defined defined) {
                        row.add(Csv.number(defined.value()));
                    } else {
                        row.add("");
                        undefined += value == null ? 0 : 1;
                    }
                }
                row.add(Integer.toString(undefined));
                row.add(scores.failure().orElse(""));
                row.addAll(List.of(
                        comparison.protocol().key(),
                        directions,
                        comparison.provenance().program()));
                text.append(Csv.row(row));
            }
        }
        return text.toString();
    }

    /** Returns the text of {@code summary.csv}. */
    public static String summary(ScoreTable table, Ranking ranking) {
        Comparison comparison = table.comparison();
        StringBuilder text = new StringBuilder(Csv.row(List.of(
                "method",
                "kind",
                "metric",
                "direction",
                "mean",
                "deviation",
                "count",
                "undefined",
                "not_finite",
                "failed",
                "rank",
                "mean_rank",
                "mean_rank_over_pairs",
                "seconds_per_pair",
                "threads",
                "protocol",
                "program")));
        for (int i = 0; i < comparison.methods().size(); i++) {
            MethodScores method = comparison.methods().get(i);
            for (int j = 0; j < comparison.metrics().size(); j++) {
                MetricDescription metric = comparison.metrics().get(j);
                Summary summary = table.summary(i, j);
                text.append(Csv.row(List.of(
                        method.method().key(),
                        method.kind().key(),
                        metric.key(),
                        metric.direction() == Direction.HIGHER_IS_BETTER ? "+" : "-",
                        Csv.number(summary.mean()),
                        Csv.number(summary.deviation()),
                        Integer.toString(summary.count()),
                        Integer.toString(summary.undefined()),
                        Integer.toString(summary.notFinite()),
                        Integer.toString(summary.failed()),
                        Csv.number(ranking.rank(i, j)),
                        Csv.number(ranking.meanRank(i)),
                        Csv.number(ranking.meanRankOverPairs(i)),
                        method.timing()
                                .map(Timing::meanSeconds)
                                .map(Csv::number)
                                .orElse(""),
                        method.timing()
                                .map(timing -> Integer.toString(timing.threads()))
                                .orElse(""),
                        comparison.protocol().key(),
                        comparison.provenance().program())));
            }
        }
        return text.toString();
    }
}
