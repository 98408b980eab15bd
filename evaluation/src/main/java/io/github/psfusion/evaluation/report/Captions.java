// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.metrics.Protocol;
import java.util.ArrayList;
import java.util.List;

/** The captions of tables of means. */
final class Captions {
    private Captions() {}

    /** Returns a sentence with the number of pairs and the definition of the metrics. */
    static String sentence(FusionScores scores) {
        int pairs = scores.pairs().size();
        return "Mean ± standard deviation over n = " + pairs + (pairs == 1 ? " pair" : " pairs")
                + ", metrics under the protocol " + scores.protocol().key() + " ("
                + meaning(scores.protocol()) + ").";
    }

    /** Returns the meaning of a protocol in a few words. */
    static String meaning(Protocol protocol) {
        return switch (protocol) {
            case MODERN -> "the definition of each metric's paper";
            case LEGACY -> "as the Python evaluator of CDDFuse computes";
            case AUTHORS_2022 -> "as the MATLAB program of Tang et al. computed before March 2023";
        };
    }

    /** Returns a line for each mean that is not over all pairs. */
    static List<String> leftOut(SummaryTable table) {
        List<String> lines = new ArrayList<>();
        for (SummaryTable.Row row : table.rows()) {
            for (int metric = 0; metric < table.metrics().size(); metric++) {
                SummaryTable.Cell cell = row.cells().get(metric);
                if (cell.leftOut() > 0) {
                    lines.add(row.name() + ", " + table.metrics().get(metric).key() + ": " + cell.count() + " of "
                            + table.pairs());
                }
            }
        }
        return lines;
    }
}
