// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MethodTiming;
import io.github.psfusion.evaluation.PairScores;
import io.github.psfusion.evaluation.ScoreNotes;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.SignificanceCriterion;
import io.github.psfusion.evaluation.report.TextGrid.Cell;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Scores as tables of plain text, for a terminal or a log. */
public final class TextReport {
    private static final String BEST = "*";
    private static final String TIED = "~";

    private final ScoreStatistics statistics;
    private final FusionScores scores;
    private final SummaryTable table;
    private final Signs signs;

    /**
     * Signs that not every terminal can show.
     *
     * @param higher after the name of a metric of which larger values are better
     * @param lower after the name of a metric of which smaller values are better
     * @param plusMinus between a mean and its deviation
     */
    public record Signs(String higher, String lower, String plusMinus) {
        /** Returns the key of a metric with the sign of its direction. */
        public String head(MetricDescription metric) {
            return metric.key() + " " + (metric.direction() == Direction.HIGHER_IS_BETTER ? higher : lower);
        }
    }

    /** Prepares the tables of scores. */
    public TextReport(ScoreStatistics statistics, Signs signs) {
        this.statistics = statistics;
        this.signs = signs;
        scores = statistics.scores();
        table = SummaryTable.of(statistics);
    }

    /** Returns a line with the number of pairs and the protocol, which every table needs. */
    public String title() {
        return Captions.number(table) + ", protocol " + scores.protocol().key();
    }

    /** Returns sentences on the pairs that the means are of, on precision and on training pairs; mostly none. */
    public List<String> notes() {
        return ScoreNotes.ofTable(statistics.table());
    }

    /** Returns a row per metric: mean, standard deviation and number of values of each method. */
    public TextGrid means() {
        List<String> heads = new ArrayList<>(List.of("metric"));
        table.rows().forEach(row -> heads.addAll(List.of(row.name(), "", "n")));
        List<List<Cell>> rows = new ArrayList<>();
        for (int metric = 0; metric < table.metrics().size(); metric++) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.of(signs.head(table.metrics().get(metric))));
            for (SummaryTable.Row row : table.rows()) {
                SummaryTable.Cell cell = row.cells().get(metric);
                cells.add(Cell.of(cell.mean().orElse("")));
                cells.add(new Cell(
                        cell.deviation()
                                .map(deviation -> signs.plusMinus() + " " + deviation)
                                .orElse(""),
                        false));
                cells.add(Cell.of(table.ofPairs(cell.count())));
            }
            rows.add(cells);
        }
        return new TextGrid(heads, rows);
    }

    /**
     * Returns a row per pair: the values of a method.
     *
     * @param method index of the method in the scores
     */
    public TextGrid values(int method) {
        List<List<Cell>> rows = new ArrayList<>();
        for (PairScores pair : scores.methods().get(method).pairs()) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(pair.pair())));
            for (int metric = 0; metric < table.metrics().size(); metric++) {
                cells.add(Cell.of(table.value(method, metric, pair).orElse("")));
            }
            rows.add(cells);
        }
        return new TextGrid(heads("pair"), rows);
    }

    private List<String> heads(String first) {
        List<String> heads = new ArrayList<>(List.of(first));
        table.metrics().forEach(metric -> heads.add(signs.head(metric)));
        return heads;
    }

    /**
     * Returns a row per method, the source baselines first, then the best: means with marks, mean rank, and seconds;
     * where methods lack values, the numbers of pairs in a column and in a last row.
     */
    public TextGrid ranking(SignificanceCriterion criterion) {
        List<String> heads = heads("method");
        if (!table.isWhole()) {
            heads.add("scored");
        }
        heads.add("mean rank");
        if (isTimed()) {
            heads.add("s/pair");
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int method : statistics.rows()) {
            SummaryTable.Row row = table.rows().get(method);
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(row.name())));
            for (int metric = 0; metric < table.metrics().size(); metric++) {
                SummaryTable.Cell cell = row.cells().get(metric);
                String other = Captions.otherNumber(table, metric, cell)
                        .map(number -> " (" + number + ")")
                        .orElse("");
                cells.add(marked(cell, statistics.isTiedWithBest(method, metric, criterion), other));
            }
            if (!table.isWhole()) {
                cells.add(Cell.of(table.ofPairs(row.scored())));
            }
            cells.add(Cell.of(row.meanRank().orElse("")));
            if (isTimed()) {
                cells.add(Cell.of(row.secondsPerPair().orElse("")));
            }
            rows.add(cells);
        }
        if (!table.isWhole()) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.of("n")));
            table.counts().forEach(count -> cells.add(Cell.of(table.ofPairs(count))));
            cells.addAll(Collections.nCopies(heads.size() - cells.size(), Cell.of("")));
            rows.add(cells);
        }
        return new TextGrid(heads, rows);
    }

    private boolean isTimed() {
        return table.rows().stream().anyMatch(row -> row.secondsPerPair().isPresent());
    }

    private static Cell marked(SummaryTable.Cell cell, boolean tied, String other) {
        boolean best = cell.mark() == SummaryTable.Mark.BEST;
        return cell.mean()
                .map(mean -> new Cell(mean + (best ? BEST : tied ? TIED : "") + other, best))
                .orElse(Cell.of(""));
    }

    /** Returns a line that explains the marks and numbers of {@link #ranking}. */
    public String legend(SignificanceCriterion criterion) {
        String tied = criterion == SignificanceCriterion.NONE
                ? ""
                : ", " + TIED + " not significantly different from it (" + criterion.meaning() + ")";
        boolean baselines =
                scores.methods().stream().anyMatch(method -> method.kind().isBaseline());
        String threads = scores.methods().stream()
                .flatMap(method -> method.timing().stream())
                .map(MethodTiming::threads)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(String::valueOf)
                .collect(Collectors.joining(" or "));
        return BEST + " best" + tied + (baselines ? "; the source baselines are not ranked" : "")
                + (isTimed() ? "; s/pair with " + threads + (threads.equals("1") ? " thread" : " threads") : "");
    }
}
