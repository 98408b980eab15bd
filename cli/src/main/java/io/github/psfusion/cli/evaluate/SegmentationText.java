// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.evaluate;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.TextTable;
import io.github.psfusion.cli.console.TextTable.Cell;
import io.github.psfusion.cli.scores.ScoreText;
import io.github.psfusion.evaluation.SegmentationResult;
import io.github.psfusion.metrics.segmentation.SegmentationScores;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Segmentation scores as tables for the terminal: a row per class, then the scores over all classes. */
final class SegmentationText {
    private SegmentationText() {}

    static String of(SegmentationResult result, Session session) {
        int maps = result.maps().size();
        int classes = result.classes().size();
        return maps + (maps == 1 ? " class map, " : " class maps, ") + classes
                + (classes == 1 ? " class\n\n" : " classes\n\n")
                + ScoreText.fitted(byClass(result), session) + "\n\n" + ScoreText.fitted(overall(result), session);
    }

    private static TextTable byClass(SegmentationResult result) {
        SegmentationScores scores = result.scores();
        TextTable table = new TextTable(List.of("class", "IoU", "accuracy", "pixels"));
        for (int c = 0; c < result.classes().size(); c++) {
            table.add(List.of(
                    Cell.of(result.classes().get(c)),
                    Cell.of(rounded(scores.iou().get(c))),
                    Cell.of(rounded(scores.accuracy().get(c))),
                    Cell.of(String.valueOf(result.matrix().ofTruth(c)))));
        }
        return table;
    }

    private static TextTable overall(SegmentationResult result) {
        SegmentationScores scores = result.scores();
        TextTable table = new TextTable(List.of("all classes", "value"));
        row(table, "mIoU", scores.meanIou());
        row(table, "mIoU without " + result.classes().get(0), scores.meanIouWithoutFirst());
        row(table, "mIoU, absent classes as 0", OptionalDouble.of(scores.meanIouAbsentAsZero()));
        row(table, "pixel accuracy", scores.pixelAccuracy());
        row(table, "mean accuracy", scores.meanAccuracy());
        row(table, "frequency-weighted IoU", scores.frequencyWeightedIou());
        return table;
    }

    private static void row(TextTable table, String name, OptionalDouble value) {
        table.add(List.of(Cell.of(name), Cell.of(rounded(value))));
    }

    private static String rounded(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "";
    }
}
