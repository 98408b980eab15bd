// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.PairedDifference;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.Significance;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.Csv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How much each method differs from the best one on the same pairs, as comma-separated values: a row per metric and method, with
 * the 95 % interval of the mean difference and the p value of Wilcoxon's signed rank test. Numbers have all their digits.
 */
public final class DifferenceTable {
    /** Name of the file. */
    public static final String FILE = "differences.csv";

    private static final List<String> HEAD =
            List.of("metric", "method", "best", "pairs", "mean_difference", "low", "high", "p", "protocol");

    private DifferenceTable() {}

    /** Writes a file, replacing an older one. */
    public static void write(ScoreStatistics statistics, Path file) throws IOException {
        AtomicFile.write(file, text(statistics).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the text of the file. There is a row where method and best have values on at least five pairs in common. */
    public static String text(ScoreStatistics statistics) {
        FusionScores scores = statistics.scores();
        Significance significance = statistics.significance();
        StringBuilder text = new StringBuilder(Csv.row(HEAD));
        for (int metric = 0; metric < scores.metrics().size(); metric++) {
            for (int method = 0; method < scores.methods().size(); method++) {
                Optional<PairedDifference> difference = significance.difference(method, metric);
                if (difference.isPresent()) {
                    text.append(Csv.row(List.of(
                            scores.metrics().get(metric).key(),
                            name(scores, method),
                            name(scores, significance.reference(metric).orElseThrow()),
                            Integer.toString(difference.get().pairs()),
                            Csv.number(difference.get().mean()),
                            Csv.number(difference.get().low()),
                            Csv.number(difference.get().high()),
                            Csv.number(difference.get().pValue()),
                            scores.protocol().key())));
                }
            }
        }
        return text.toString();
    }

    private static String name(FusionScores scores, int method) {
        return scores.methods().get(method).method().key();
    }
}
