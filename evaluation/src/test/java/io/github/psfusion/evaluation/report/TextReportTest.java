// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.evaluation.Entry;
import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.MethodTiming;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.SignificanceCriterion;
import io.github.psfusion.evaluation.TestScores;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private static final List<String> PAIRS =
            IntStream.range(0, 8).mapToObj(Integer::toString).toList();
    private static final TextReport.Signs SIGNS = new TextReport.Signs("^", "v", "+-");

    private static double[][] values(double first, double step) {
        return IntStream.range(0, PAIRS.size())
                .mapToObj(i -> new double[] {first + step * i, 1})
                .toArray(double[][]::new);
    }

    private static MethodScores timed(MethodScores scores, int threads) {
        return new MethodScores(
                scores.method(),
                MethodScores.Kind.METHOD,
                scores.pairs(),
                Optional.of(new MethodTiming(threads, List.of(0.5, 1.0), 1)));
    }

    private static TextReport report(MethodScores... methods) {
        FusionScores scores = TestScores.of(PAIRS, methods);
        return new TextReport(ScoreStatistics.of(scores), SIGNS);
    }

    private static TextReport report() {
        return report(
                TestScores.images("worst", PAIRS, values(1, 1)),
                TestScores.scores(Entry.visible(), PAIRS, values(0, 0)),
                timed(TestScores.images("best", PAIRS, values(10, 1)), 2),
                TestScores.images("alike", PAIRS, values(13.4, 0)));
    }

    private static List<List<String>> texts(TextGrid grid) {
        return grid.rows().stream()
                .map(row -> row.stream().map(TextGrid.Cell::text).toList())
                .toList();
    }

    @Test
    void theRankingMarksTheBestAndWhatIsTiedWithIt() {
        TextGrid ranking = report().ranking(SignificanceCriterion.BOOTSTRAP);

        assertThat(ranking.heads()).containsExactly("method", "LEVEL ^", "DISTANCE v", "mean rank", "s/pair");
        assertThat(texts(ranking))
                .containsExactly(
                        List.of("visible", "0.000", "1.0000", "-", "-"),
                        List.of("best", "13.500*", "1.0000*", "1.50", "0.750"),
                        List.of("alike", "13.400~", "1.0000*", "2.00", "-"),
                        List.of("worst", "4.500", "1.0000*", "2.50", "-"));
        assertThat(ranking.rows().get(1).get(1).best()).isTrue();
        assertThat(texts(report().ranking(SignificanceCriterion.NONE)).get(2)).contains("13.400");
    }

    @Test
    void theLegendExplainsWhatTheTableHas() {
        assertThat(report().legend(SignificanceCriterion.WILCOXON))
                .isEqualTo("* best, ~ not significantly different from it (Wilcoxon's signed rank test, p < 0.05);"
                        + " the source baselines are not ranked; s/pair with 2 threads");
        assertThat(report(TestScores.images("a", PAIRS, values(1, 1))).legend(SignificanceCriterion.NONE))
                .isEqualTo("* best");
        MethodScores one = timed(TestScores.images("a", PAIRS, values(1, 1)), 1);
        MethodScores two = timed(TestScores.images("b", PAIRS, values(1, 1)), 2);
        assertThat(report(one).legend(SignificanceCriterion.NONE)).isEqualTo("* best; s/pair with 1 thread");
        assertThat(report(two, one).legend(SignificanceCriterion.NONE)).endsWith("s/pair with 1 or 2 threads");
    }

    @Test
    void meansHaveARowPerMetricAndValuesARowPerPair() {
        TextReport report = report(TestScores.images("a", PAIRS, values(1, 1)));

        assertThat(report.title()).isEqualTo("8 pairs, protocol modern");
        assertThat(report.means().heads()).containsExactly("metric", "a", "", "n");
        assertThat(texts(report.means()))
                .containsExactly(
                        List.of("LEVEL ^", "4.5000", "+- 2.4495", "8"),
                        List.of("DISTANCE v", "1.0000", "+- 0.0000", "8"));
        assertThat(report.values(0).heads()).containsExactly("pair", "LEVEL ^", "DISTANCE v");
        assertThat(texts(report.values(0))).hasSize(8).startsWith(List.of("0", "1.0000", "1.0000"));
    }
}
