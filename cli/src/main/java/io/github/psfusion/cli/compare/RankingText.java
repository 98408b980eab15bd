// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.Symbols;
import io.github.psfusion.cli.console.TextTable;
import io.github.psfusion.cli.console.TextTable.Cell;
import io.github.psfusion.cli.console.WrappedText;
import io.github.psfusion.cli.scores.ScoreText;
import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.SignificanceCriterion;
import io.github.psfusion.evaluation.report.SummaryTable;
import io.github.psfusion.metrics.MetricDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The table of a comparison for the terminal: a row per method, the source baselines first, then the best. */
final class RankingText {
    private static final String BEST = "*";
    private static final String TIED = "~";

    private final ScoreStatistics statistics;
    private final SignificanceCriterion criterion;
    private final Session session;

    RankingText(ScoreStatistics statistics, SignificanceCriterion criterion, Session session) {
        this.statistics = statistics;
        this.criterion = criterion;
        this.session = session;
    }

    /** Returns the table, below a line that explains its numbers and signs. */
    String text() {
        SummaryTable table = SummaryTable.of(statistics);
        boolean timed =
                table.rows().stream().anyMatch(row -> row.secondsPerPair().isPresent());
        TextTable text = new TextTable(heads(timed));
        for (int method : statistics.rows()) {
            SummaryTable.Row row = table.rows().get(method);
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(row.name())));
            for (int metric = 0; metric < table.metrics().size(); metric++) {
                cells.add(cell(row.cells().get(metric), statistics.isTiedWithBest(method, metric, criterion)));
            }
            cells.add(Cell.of(row.meanRank().orElse("")));
            if (timed) {
                cells.add(Cell.of(row.secondsPerPair().orElse("")));
            }
            text.add(cells);
        }
        return ScoreText.head(statistics.scores()) + "\n"
                + WrappedText.indented(
                        legend(timed), 0, session.console().talk().columns()) + "\n\n"
                + ScoreText.fitted(text, session);
    }

    private List<String> heads(boolean timed) {
        List<String> heads = new ArrayList<>(List.of("method"));
        for (MetricDescription metric : statistics.scores().metrics()) {
            heads.add(ScoreText.head(metric, Symbols.ofOutput()));
        }
        heads.add("mean rank");
        if (timed) {
            heads.add("s/pair");
        }
        return heads;
    }

    private static Cell cell(SummaryTable.Cell cell, boolean tied) {
        boolean best = cell.mark() == SummaryTable.Mark.BEST;
        String mean = cell.mean().orElse("");
        return mean.isEmpty() ? Cell.of("") : new Cell(mean + (best ? BEST : tied ? TIED : ""), best);
    }

    private String legend(boolean timed) {
        FusionScores scores = statistics.scores();
        String tied = criterion == SignificanceCriterion.NONE
                ? ""
                : ", " + TIED + " not significantly different from it (" + criterion.meaning() + ")";
        String threads = scores.methods().stream()
                .flatMap(method -> method.timing().stream())
                .map(timing -> timing.threads())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(String::valueOf)
                .collect(Collectors.joining(" or "));
        boolean baselines =
                scores.methods().stream().anyMatch(method -> method.kind().isBaseline());
        return BEST + " best" + tied + (baselines ? "; the source baselines are not ranked" : "")
                + (timed ? "; s/pair with " + threads + (threads.equals("1") ? " thread" : " threads") : "");
    }
}
