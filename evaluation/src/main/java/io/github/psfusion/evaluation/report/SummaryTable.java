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
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The means of scores as readers see them, in the terminal, in Markdown and in LaTeX: rounded, with the best and the second
 * value of each column marked. All numbers of a column have equally many decimals, so that right-aligned text has its decimal
 * points in a line. Source baselines have no marks.
 *
 * @param metrics the columns
 * @param rows a row per method, in the order of the scores
 * @param counts the number of pairs that the means of each column are of
 * @param pairs number of all pairs
 * @param isWhole whether every mean of a ranked method is over all pairs; else tables show the numbers of pairs
 */
public record SummaryTable(
        List<MetricDescription> metrics, List<Row> rows, List<Integer> counts, int pairs, boolean isWhole) {
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
     * @param count number of values that the mean is of
     * @param available number of values that the method has, on whatever pairs
     * @param leftOut number of images without a value
     * @param mark whether it is the best
     */
    public record Cell(
            Optional<String> mean, Optional<String> deviation, int count, int available, int leftOut, Mark mark) {}

    /**
     * A method.
     *
     * @param name its key
     * @param isBaseline whether it is a source baseline
     * @param cells a cell per metric
     * @param scored number of pairs on which it has a value of any metric
     * @param meanRank rounded mean of the ranks over all metrics
     * @param secondsPerPair rounded mean time, where it ran here
     */
    public record Row(
            String name,
            boolean isBaseline,
            List<Cell> cells,
            int scored,
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
        counts = List.copyOf(counts);
    }

    /** Returns a number of pairs as tables show it: {@code 3 of 6}, or {@code 6} where it is all of them. */
    public String ofPairs(int number) {
        return number == pairs ? String.valueOf(number) : number + " of " + pairs;
    }

    /** Rounds and marks, with the usual decimals. */
    public static SummaryTable of(ScoreStatistics statistics) {
        return of(statistics, Decimals.USUAL);
    }

    /** Rounds and marks. */
    public static SummaryTable of(ScoreStatistics statistics, Decimals chosen) {
        ScoreTable table = statistics.table();
        Ranking ranking = statistics.ranking();
        FusionScores scores = table.scores();
        int methods = scores.methods().size();
        int metrics = scores.metrics().size();
        List<List<Cell>> cells = new ArrayList<>();
        for (int method = 0; method < methods; method++) {
            cells.add(new ArrayList<>());
        }
        for (int metric = 0; metric < metrics; metric++) {
            int column = metric;
            int decimals = chosen.of(scores.metrics().get(metric).key()).orElseGet(() -> decimals(table, column));
            List<Mark> marks = marks(ranking, methods, metric);
            for (int method = 0; method < methods; method++) {
                Summary summary = table.summary(method, metric);
                cells.get(method)
                        .add(new Cell(
                                rounded(summary.mean(), decimals),
                                rounded(summary.deviation(), decimals),
                                summary.count(),
                                summary.available(),
                                summary.leftOut(),
                                marks.get(method)));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int method = 0; method < methods; method++) {
            MethodScores row = scores.methods().get(method);
            rows.add(new Row(
                    row.method().key(),
                    table.isBaseline(method),
                    cells.get(method),
                    table.common().scored(method),
                    rounded(ranking.meanRank(method), RANK_DECIMALS),
                    row.timing()
                            .map(MethodTiming::meanSeconds)
                            .flatMap(seconds -> rounded(seconds, SECONDS_DECIMALS))));
        }
        List<Integer> counts =
                IntStream.range(0, metrics).mapToObj(table.common()::count).toList();
        return new SummaryTable(
                scores.metrics(),
                rows,
                counts,
                scores.pairs().size(),
                table.common().isWhole());
    }

    /**
     * Returns the value of a pair with as many decimals as the mean of its row and column; empty if it is undefined.
     *
     * @param method index of the row
     * @param metric index of the column
     */
    public Optional<String> value(int method, int metric, PairScores pair) {
        MetricValue value = pair.values().get(metrics.get(metric).key());
        if (!(value instanceof MetricValue.Defined defined)) {
            return Optional.empty();
        }
        String mean = rows.get(method).cells().get(metric).mean().orElse("");
        int point = mean.indexOf('.');
        return Optional.of(
                value.counts()
                        ? rounded(defined.value(), point < 0 ? 0 : mean.length() - point - 1)
                        : Double.toString(defined.value()));
    }

    /** Four decimals below 10, as papers print them; fewer above, one more below 0.1. */
    private static int decimals(ScoreTable table, int metric) {
        double largest = 0;
        for (int method = 0; method < table.scores().methods().size(); method++) {
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
        return value.isPresent() ? Optional.of(rounded(value.getAsDouble(), decimals)) : Optional.empty();
    }

    private static String rounded(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
