// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.SegmentationResult;
import io.github.psfusion.evaluation.report.TextGrid.Cell;
import io.github.psfusion.metrics.segmentation.SegmentationScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Segmentation scores as tables of plain text, for a terminal or a log. */
public final class SegmentationText {
    private SegmentationText() {}

    /** Returns a line with how many maps and classes there are. */
    public static String title(SegmentationResult result) {
        int maps = result.maps().size();
        int classes = result.classes().size();
        return maps + (maps == 1 ? " class map, " : " class maps, ") + classes + (classes == 1 ? " class" : " classes");
    }

    /** Returns a row per class: IoU, accuracy and number of true pixels. */
    public static TextGrid byClass(SegmentationResult result) {
        SegmentationScores scores = result.scores();
        List<List<Cell>> rows = new ArrayList<>();
        for (int c = 0; c < result.classes().size(); c++) {
            rows.add(List.of(
                    Cell.of(result.classes().get(c)),
                    Cell.of(rounded(scores.iou().get(c))),
                    Cell.of(rounded(scores.accuracy().get(c))),
                    Cell.of(String.valueOf(result.matrix().ofTruth(c)))));
        }
        return new TextGrid(List.of("class", "IoU", "accuracy", "pixels"), rows);
    }

    /** Returns a row per score over all classes. */
    public static TextGrid overall(SegmentationResult result) {
        SegmentationScores scores = result.scores();
        return new TextGrid(
                List.of("all classes", "value"),
                List.of(
                        row("mIoU", scores.meanIou()),
                        row("mIoU without " + result.classes().get(0), scores.meanIouWithoutFirst()),
                        row("mIoU, absent classes as 0", OptionalDouble.of(scores.meanIouAbsentAsZero())),
                        row("pixel accuracy", scores.pixelAccuracy()),
                        row("mean accuracy", scores.meanAccuracy()),
                        row("frequency-weighted IoU", scores.frequencyWeightedIou())));
    }

    private static List<Cell> row(String name, OptionalDouble value) {
        return List.of(Cell.of(name), Cell.of(rounded(value)));
    }

    private static String rounded(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "";
    }
}
