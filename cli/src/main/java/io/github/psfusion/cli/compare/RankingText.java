// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.Symbols;
import io.github.psfusion.cli.console.TextTable;
import io.github.psfusion.cli.console.TextTable.Cell;
import io.github.psfusion.cli.console.WrappedText;
import io.github.psfusion.cli.scores.ScoreText;
import io.github.psfusion.evaluation.Comparison;
import io.github.psfusion.evaluation.MethodScores.Kind;
import io.github.psfusion.evaluation.Ranking;
import io.github.psfusion.evaluation.ScoreTable;
import io.github.psfusion.evaluation.Significance;
import io.github.psfusion.evaluation.report.SummaryTable;
import io.github.psfusion.metrics.MetricDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The table of a comparison for the terminal: a row a method, the plain sources first, then the best. */
final class RankingText {
    private static final String BEST = "*";
    private static final String ALIKE = "~";

    private final Comparison comparison;
    private final SignificanceTest test;
    private final Session session;

    RankingText(Comparison comparison, SignificanceTest test, Session session) {
        this.comparison = comparison;
        this.test = test;
        this.session = session;
    }

    /** Returns the table, below a line that says what its numbers and signs mean. */
    String text() {
        ScoreTable scores = ScoreTable.of(comparison);
        Ranking ranking = Ranking.of(scores);
        SummaryTable table = SummaryTable.of(scores, ranking);
        Significance significance = Significance.againstBest(scores, ranking);
        boolean timed =
                table.rows().stream().anyMatch(row -> row.secondsPerPair().isPresent());
        TextTable text = new TextTable(heads(timed));
        for (int method : order(scores, ranking)) {
            SummaryTable.Row row = table.rows().get(method);
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(row.name())));
            for (int metric = 0; metric < table.metrics().size(); metric++) {
                boolean alike = significance
                        .difference(method, metric)
                        .map(difference -> !test.isSignificant(difference))
                        .orElse(false);
                cells.add(cell(row.cells().get(metric), alike && !row.reference()));
            }
            cells.add(Cell.of(row.meanRank().orElse("")));
            if (timed) {
                cells.add(Cell.of(row.secondsPerPair().orElse("")));
            }
            text.add(cells);
        }
        return ScoreText.head(comparison) + "\n"
                + WrappedText.indented(
                        legend(timed), 0, session.console().verbosity().columns()) + "\n\n"
                + ScoreText.fitted(text, session);
    }

    private List<String> heads(boolean timed) {
        List<String> heads = new ArrayList<>(List.of("method"));
        for (MetricDescription metric : comparison.metrics()) {
            heads.add(ScoreText.head(metric, Symbols.ofOutput()));
        }
        heads.add("mean rank");
        if (timed) {
            heads.add("s/pair");
        }
        return heads;
    }

    private static Cell cell(SummaryTable.Cell cell, boolean alike) {
        boolean best = cell.mark() == SummaryTable.Mark.BEST;
        String mean = cell.mean().orElse("");
        return mean.isEmpty() ? Cell.of("") : new Cell(mean + (best ? BEST : alike ? ALIKE : ""), best);
    }

    /** Returns the rows: what is not ranked in its order, then the ranked methods from the best on. */
    private List<Integer> order(ScoreTable scores, Ranking ranking) {
        List<Integer> order = new ArrayList<>();
        List<Integer> ranked = ranking.order();
        IntStream.range(0, comparison.methods().size())
                .filter(method -> !scores.isRanked(method))
                .forEach(order::add);
        order.addAll(ranked);
        IntStream.range(0, comparison.methods().size())
                .filter(method -> !order.contains(method))
                .forEach(order::add);
        return order;
    }

    private String legend(boolean timed) {
        String alike =
                test == SignificanceTest.NONE ? "" : ", " + ALIKE + " cannot be told from it (" + test.meaning() + ")";
        String threads = comparison.methods().stream()
                .flatMap(method -> method.timing().stream())
                .map(timing -> timing.threads())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(String::valueOf)
                .collect(Collectors.joining(" or "));
        boolean sources = comparison.methods().stream()
                .anyMatch(method -> method.kind() == Kind.VISIBLE || method.kind() == Kind.INFRARED);
        return BEST + " best" + alike + (sources ? "; the sources are not ranked" : "")
                + (timed ? "; s/pair with " + threads + (threads.equals("1") ? " thread" : " threads") : "");
    }
}
