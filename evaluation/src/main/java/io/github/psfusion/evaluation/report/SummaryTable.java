// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.Comparison;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.Ranking;
import io.github.psfusion.evaluation.ScoreTable;
import io.github.psfusion.evaluation.Summary;
import io.github.psfusion.evaluation.Timing;
import io.github.psfusion.metrics.MetricDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The means of a comparison as readers see them, in the terminal, in Markdown and in LaTeX: rounded, with the best and the second
 * value of each column marked. All numbers of a column have equally many decimals, so that right-aligned text has its decimal
 * points in a line. The plain sources take no part in the marks.
 *
 * @param metrics the columns
 * @param rows a row a method, in the order of the comparison
 * @param pairs number of all pairs
 */
public record SummaryTable(List<MetricDescription> metrics, List<Row> rows, int pairs) {
    private static final int DIGITS = 4;
    private static final double SMALL = 0.1;
    private static final int RANK_DECIMALS = 2;
    private static final int SECONDS_DECIMALS = 3;

    /** What a reader should see first. */
    public enum Mark {
        /** The best value of its column. */
        BEST,
        /** The best of the others. */
        SECOND,
        /** Any other value. */
        NONE
    }

    /**
     * A mean.
     *
     * @param mean the rounded mean; empty where no image has a value
     * @param deviation the rounded standard deviation; empty below two values
     * @param count number of values that count
     * @param leftOut number of images without such a value
     * @param mark whether it is the best
     */
    public record Cell(Optional<String> mean, Optional<String> deviation, int count, int leftOut, Mark mark) {}

    /**
     * A method.
     *
     * @param name its key
     * @param reference whether it is one of the plain sources
     * @param cells a cell a metric
     * @param meanRank rounded mean of the ranks over all metrics
     * @param secondsPerPair rounded mean time, where it ran here
     */
    public record Row(
            String name,
            boolean reference,
            List<Cell> cells,
            Optional<String> meanRank,
            Optional<String> secondsPerPair) {
        /** Copies the cells. */
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** Copies the lists. */
    public SummaryTable {
        metrics = List.copyOf(metrics);
        rows = List.copyOf(rows);
    }

    /** Rounds and marks. */
    public static SummaryTable of(ScoreTable table, Ranking ranking) {
        Comparison comparison = table.comparison();
        int methods = comparison.methods().size();
        int metrics = comparison.metrics().size();
        List<List<Cell>> cells = new ArrayList<>();
        for (int method = 0; method < methods; method++) {
            cells.add(new ArrayList<>());
        }
        for (int metric = 0; metric < metrics; metric++) {
            int decimals = decimals(table, metric);
            List<Mark> marks = marks(ranking, methods, metric);
            for (int method = 0; method < methods; method++) {
                Summary summary = table.summary(method, metric);
                cells.get(method)
                        .add(new Cell(
                                rounded(summary.mean(), decimals),
                                rounded(summary.deviation(), decimals),
                                summary.count(),
                                summary.leftOut(),
                                marks.get(method)));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int method = 0; method < methods; method++) {
            MethodScores scores = comparison.methods().get(method);
            rows.add(new Row(
                    scores.method().key(),
                    !table.isRanked(method),
                    cells.get(method),
                    rounded(ranking.meanRank(method), RANK_DECIMALS),
                    scores.timing().map(Timing::meanSeconds).flatMap(seconds -> rounded(seconds, SECONDS_DECIMALS))));
        }
        return new SummaryTable(comparison.metrics(), rows, comparison.pairs().size());
    }

    /** Four decimals below 10, as papers print them; fewer above, one more below 0.1. */
    private static int decimals(ScoreTable table, int metric) {
        double largest = 0;
        for (int method = 0; method < table.comparison().methods().size(); method++) {
            largest = Math.max(
                    largest, Math.abs(table.summary(method, metric).mean().orElse(0)));
        }
        if (largest < 1) {
            return largest > 0 && largest < SMALL ? DIGITS + 1 : DIGITS;
        }
        return Math.max(DIGITS - (int) Math.floor(Math.log10(largest)), 0);
    }

    private static List<Mark> marks(Ranking ranking, int methods, int metric) {
        double best = nextRank(ranking, methods, metric, 0);
        double second = nextRank(ranking, methods, metric, best);
        List<Mark> marks = new ArrayList<>();
        for (int method = 0; method < methods; method++) {
            double rank = ranking.rank(method, metric).orElse(Double.POSITIVE_INFINITY);
            boolean ranked = ranking.rank(method, metric).isPresent();
            marks.add(ranked && rank == best ? Mark.BEST : ranked && rank == second ? Mark.SECOND : Mark.NONE);
        }
        return marks;
    }

    /** Returns the smallest rank above another. */
    private static double nextRank(Ranking ranking, int methods, int metric, double above) {
        double next = Double.POSITIVE_INFINITY;
        for (int method = 0; method < methods; method++) {
            double rank = ranking.rank(method, metric).orElse(0);
            if (rank > above) {
                next = Math.min(next, rank);
            }
        }
        return next;
    }

    private static Optional<String> rounded(OptionalDouble value, int decimals) {
        return value.isPresent()
                ? Optional.of(String.format(Locale.ROOT, "%." + decimals + "f", value.getAsDouble()))
                : Optional.empty();
    }
}
