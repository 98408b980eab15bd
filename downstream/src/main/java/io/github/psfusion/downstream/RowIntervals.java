// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.evaluation.SegmentationComparison;
import io.github.psfusion.evaluation.SegmentationIntervals;
import io.github.psfusion.evaluation.report.JsonText;
import io.github.psfusion.evaluation.report.ReportSection;
import io.github.psfusion.evaluation.report.TextGrid;
import io.github.psfusion.evaluation.report.TextGrid.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of a segmentation experiment with their intervals: the primary outcome, mIoU, and the difference of each to each. */
final class RowIntervals {
    /** Largest difference that counts as none, in mean IoU; set before any experiment. */
    static final double MARGIN = 0.03;

    /** The classes of MSRS that at least seven of the held-out pairs of the bundled split show. */
    private static final Set<String> PRIMARY = Set.of("car", "person", "bike", "curve", "car stop", "color cone");

    private final List<String> rows;
    private final String primary;
    private final SegmentationIntervals ofPrimary;
    private final SegmentationIntervals ofAll;

    private RowIntervals(
            List<String> rows, String primary, SegmentationIntervals ofPrimary, SegmentationIntervals ofAll) {
        this.rows = rows;
        this.primary = primary;
        this.ofPrimary = ofPrimary;
        this.ofAll = ofAll;
    }

    /** Computes the intervals; the methods of the comparison are the rows. */
    static RowIntervals of(SegmentationComparison comparison) {
        List<String> classes = comparison.first().classes();
        List<Integer> primary = primary(classes);
        return new RowIntervals(
                List.copyOf(comparison.methods().keySet()),
                String.join(", ", primary.stream().map(classes::get).toList()),
                SegmentationIntervals.of(comparison, primary),
                SegmentationIntervals.of(
                        comparison, IntStream.range(0, classes.size()).boxed().toList()));
    }

    /** Returns the classes of the primary outcome: six of MSRS, or all but the first. */
    private static List<Integer> primary(List<String> classes) {
        List<Integer> msrs = IntStream.range(0, classes.size())
                .filter(c -> PRIMARY.contains(classes.get(c)))
                .boxed()
                .toList();
        return msrs.size() == PRIMARY.size()
                ? msrs
                : IntStream.range(1, classes.size()).boxed().toList();
    }

    /** Returns the names of the classes of the primary outcome. */
    String primary() {
        return primary;
    }

    /** Returns the primary outcome and mIoU of a row, each with its interval. */
    List<Cell> cells(int row) {
        List<Cell> cells = new ArrayList<>();
        for (SegmentationIntervals intervals : List.of(ofPrimary, ofAll)) {
            SegmentationIntervals.Estimate estimate = intervals.methods().get(row);
            cells.add(Cell.of(estimate(estimate)));
            cells.add(Cell.of(interval(estimate.low(), estimate.high())));
        }
        return cells;
    }

    /** Returns the heads of {@link #cells}. */
    static List<String> heads() {
        return List.of("primary mIoU", "95 %", "mIoU", "95 %");
    }

    /** Returns the table of the differences of each row to each. */
    ReportSection differences() {
        List<String> heads = new ArrayList<>(List.of("row minus column"));
        heads.addAll(rows);
        List<List<Cell>> table = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(rows.get(i))));
            for (int j = 0; j < rows.size(); j++) {
                row.add(Cell.of(
                        i == j ? "" : text(ofPrimary.differences().get(i).get(j))));
            }
            table.add(row);
        }
        return new ReportSection(
                "Differences in the primary outcome",
                String.format(
                        Locale.ROOT,
                        "Paired bootstrap, 95 %% interval. = comparable: the 90 %% interval lies within ±%.2f, a margin that"
                                + " was set before; * different: the 95 %% interval does not hold 0; ? not distinguished, which"
                                + " is not the same as equal.",
                        MARGIN),
                new TextGrid(heads, table));
    }

    private static String text(SegmentationIntervals.Difference difference) {
        String sign = switch (difference.verdict(MARGIN)) {
            case COMPARABLE -> " =";
            case DIFFERENT -> " *";
            case NOT_DISTINGUISHED -> " ?";
        };
        return String.format(Locale.ROOT, "%+.3f", difference.value()) + " "
                + interval(difference.low(), difference.high()) + sign;
    }

    private static String estimate(SegmentationIntervals.Estimate estimate) {
        return String.format(Locale.ROOT, "%.3f", estimate.mean())
                + (estimate.deviation().isPresent()
                        ? String.format(
                                Locale.ROOT, " ± %.3f", estimate.deviation().getAsDouble())
                        : "");
    }

    private static String interval(OptionalDouble low, OptionalDouble high) {
        return low.isEmpty() || high.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "[%.3f, %.3f]", low.getAsDouble(), high.getAsDouble());
    }

    /** Puts the numbers of a row. */
    void json(int row, Map<String, @Nullable Object> json) {
        json.put("primaryMeanIou", json(ofPrimary.methods().get(row)));
        json.put("meanIou", json(ofAll.methods().get(row)));
        Map<String, Object> differences = new LinkedHashMap<>();
        for (int j = 0; j < rows.size(); j++) {
            if (row != j) {
                differences.put(
                        rows.get(j), json(ofPrimary.differences().get(row).get(j)));
            }
        }
        json.put("primaryDifferences", differences);
    }

    private static Map<String, @Nullable Object> json(SegmentationIntervals.Estimate estimate) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("mean", Double.isNaN(estimate.mean()) ? null : estimate.mean());
        json.put("deviation", JsonText.nullable(estimate.deviation()));
        json.put("low", JsonText.nullable(estimate.low()));
        json.put("high", JsonText.nullable(estimate.high()));
        return json;
    }

    private static Map<String, @Nullable Object> json(SegmentationIntervals.Difference difference) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("value", Double.isNaN(difference.value()) ? null : difference.value());
        json.put("low", JsonText.nullable(difference.low()));
        json.put("high", JsonText.nullable(difference.high()));
        json.put("low90", JsonText.nullable(difference.low90()));
        json.put("high90", JsonText.nullable(difference.high90()));
        json.put("verdict", difference.verdict(MARGIN).name().toLowerCase(Locale.ROOT));
        return json;
    }
}
