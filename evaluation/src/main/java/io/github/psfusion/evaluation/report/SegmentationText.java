// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.SegmentationComparison;
import io.github.psfusion.evaluation.SegmentationResult;
import io.github.psfusion.evaluation.report.TextGrid.Cell;
import io.github.psfusion.metrics.segmentation.PerImageIou;
import io.github.psfusion.metrics.segmentation.SegmentationScores;
import io.github.psfusion.platform.PrintableText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** Segmentation scores as tables of plain text, for a terminal or a log. Of several runs of a method the means. */
final class SegmentationText {
    private static final String ERROR = "calibrationError";

    private SegmentationText() {}

    static List<TextGrid> tables(SegmentationComparison comparison) {
        List<TextGrid> tables = new ArrayList<>();
        tables.add(comparison.isSingle() ? byClass(comparison.first()) : byClassAndMethod(comparison));
        tables.add(overall(comparison));
        if (!comparison.groups().isEmpty()) {
            tables.add(groups(comparison));
        }
        if (!comparison.differences().isEmpty()) {
            tables.add(differences(comparison));
        }
        return tables;
    }

    private static TextGrid byClass(SegmentationResult result) {
        SegmentationScores scores = result.scores();
        PerImageIou images = result.images();
        List<List<Cell>> rows = new ArrayList<>();
        for (int c = 0; c < result.classes().size(); c++) {
            rows.add(List.of(
                    Cell.of(result.classes().get(c)),
                    Cell.of(rounded(scores.iou().get(c))),
                    Cell.of(rounded(scores.accuracy().get(c))),
                    Cell.of(rounded(images.meanOfClass(c, PerImageIou.ALL))),
                    Cell.of(rounded(result.boundary().iou(c))),
                    Cell.of(String.valueOf(images.images(c))),
                    Cell.of(String.valueOf(result.matrix().ofTruth(c)))));
        }
        return new TextGrid(
                List.of("class", "IoU", "accuracy", "IoU per image", "boundary IoU", "images", "pixels"), rows);
    }

    private static TextGrid byClassAndMethod(SegmentationComparison comparison) {
        SegmentationResult first = comparison.first();
        List<List<Cell>> rows = new ArrayList<>();
        for (int c = 0; c < first.classes().size(); c++) {
            int index = c;
            List<Cell> row = row(
                    comparison,
                    first.classes().get(c),
                    run -> run.scores().iou().get(index),
                    true);
            row.add(Cell.of(String.valueOf(first.images().images(c))));
            rows.add(row);
        }
        List<String> heads = heads(comparison, "IoU of class");
        heads.add("images");
        return new TextGrid(heads, rows);
    }

    private static List<String> heads(SegmentationComparison comparison, String first) {
        List<String> heads = new ArrayList<>(List.of(first));
        comparison.methods().keySet().forEach(name -> heads.add(PrintableText.name(name)));
        return heads;
    }

    private static TextGrid overall(SegmentationComparison comparison) {
        List<List<Cell>> rows = new ArrayList<>();
        labels(comparison.first())
                .forEach((key, label) -> rows.add(row(
                        comparison,
                        label,
                        run -> run.overall().getOrDefault(key, OptionalDouble.empty()),
                        !key.equals(ERROR))));
        return new TextGrid(
                comparison.isSingle() ? List.of("all classes", "value") : heads(comparison, "all classes"), rows);
    }

    /** What readers call the scores over all classes, by their keys. */
    private static Map<String, String> labels(SegmentationResult result) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("meanIou", "mIoU");
        labels.put("meanIouWithoutFirst", "mIoU without " + result.classes().get(0));
        labels.put("meanIouAbsentAsZero", "mIoU, absent classes as 0");
        labels.put("pixelAccuracy", "pixel accuracy");
        labels.put("meanAccuracy", "mean accuracy");
        labels.put("frequencyWeightedIou", "frequency-weighted IoU");
        labels.put("meanIouPerImage", "mIoU per image");
        labels.put("meanIouPerImageWorst10", "mIoU per image, worst 10 %");
        labels.put("meanIouPerClassAndImage", "mIoU per class and image");
        labels.put("meanIouPerClassAndImageWorst10", "mIoU per class and image, worst 10 %");
        labels.put("boundaryIou", "boundary IoU");
        labels.put("boundaryIou" + SegmentationResult.THIN, "boundary IoU, " + SegmentationResult.THIN + " pixels");
        if (result.calibration().isPresent()) {
            labels.put(ERROR, "calibration error (lower is better)");
        }
        return labels;
    }

    private static TextGrid groups(SegmentationComparison comparison) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Map.Entry<String, Set<String>> group : comparison.groups().entrySet()) {
            List<Cell> row =
                    row(comparison, PrintableText.name(group.getKey()), run -> run.meanIou(group.getValue()), true);
            row.add(Cell.of(String.valueOf(group.getValue().size())));
            rows.add(row);
        }
        List<String> heads =
                comparison.isSingle() ? new ArrayList<>(List.of("group", "mIoU")) : heads(comparison, "mIoU of group");
        heads.add("images");
        return new TextGrid(heads, rows);
    }

    private static TextGrid differences(SegmentationComparison comparison) {
        List<String> names = List.copyOf(comparison.methods().keySet());
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            SegmentationComparison.Difference difference =
                    comparison.differences().get(i);
            if (difference.reference() == i) {
                continue;
            }
            rows.add(List.of(
                    Cell.of(PrintableText.name(names.get(i)) + " - "
                            + PrintableText.name(names.get(difference.reference()))),
                    Cell.of(rounded(OptionalDouble.of(difference.value()))),
                    Cell.of(rounded(difference.low())),
                    Cell.of(rounded(difference.high())),
                    Cell.of(rounded(difference.p()))));
        }
        return new TextGrid(List.of("difference in mIoU", "mean", "95 % from", "to", "p (Holm)"), rows);
    }

    private static List<Cell> row(
            SegmentationComparison comparison,
            String name,
            Function<SegmentationResult, OptionalDouble> score,
            boolean marked) {
        List<OptionalDouble> values = comparison.methods().values().stream()
                .map(runs -> mean(runs, score))
                .toList();
        double best = values.stream()
                .mapToDouble(value -> value.orElse(Double.NEGATIVE_INFINITY))
                .max()
                .orElse(0);
        List<Cell> row = new ArrayList<>(List.of(Cell.of(name)));
        values.forEach(value -> row.add(
                value.isPresent()
                        ? new Cell(rounded(value), marked && values.size() > 1 && value.getAsDouble() == best)
                        : Cell.of("")));
        return row;
    }

    /** Returns the mean over the runs that have a value. */
    static OptionalDouble mean(List<SegmentationResult> runs, Function<SegmentationResult, OptionalDouble> score) {
        return runs.stream()
                .map(score)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }

    private static String rounded(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "";
    }
}
