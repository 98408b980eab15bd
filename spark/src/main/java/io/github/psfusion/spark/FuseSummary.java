// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.platform.Counted;
import java.util.List;

/**
 * What a job did.
 *
 * @param pairs pairs of the two folders
 * @param kept pairs that had a result before
 * @param fused pairs that were fused
 * @param failed pairs that failed
 * @param reasons of some of the failures
 * @param leftOut sentences on files that belong to no pair
 * @param incomplete whether images had no partner
 * @param stopped whether the job ended early because too many pairs failed
 * @param output address of the results
 */
record FuseSummary(
        int pairs,
        int kept,
        long fused,
        long failed,
        List<String> reasons,
        List<String> leftOut,
        boolean incomplete,
        boolean stopped,
        String output) {
    private static final int REASONS = 5;

    /** Returns whether all pairs have results and all images belong to pairs. */
    boolean isComplete() {
        return failed == 0 && !stopped && !incomplete;
    }

    /** Returns the summary for people. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(fused)
                .append(" of ")
                .append(Counted.of(pairs, "pair"))
                .append(" fused into ")
                .append(output);
        if (kept > 0) {
            text.append(", ").append(kept).append(" existed and are kept");
        }
        if (failed > 0) {
            text.append(", ").append(failed).append(" failed");
        }
        text.append(stopped ? ". The job was stopped because too many pairs failed (--max-failures)." : ".");
        leftOut.forEach(sentence -> text.append('\n').append(sentence));
        reasons.stream()
                .limit(REASONS)
                .forEach(reason -> text.append("\nfailed: ").append(reason));
        if (failed > Math.min(reasons.size(), REASONS) && !stopped) {
            text.append("\nThe table ")
                    .append(output)
                    .append('/')
                    .append(ResultTable.FOLDER)
                    .append(" has all reasons.");
        }
        return text.toString();
    }
}
