// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.evaluation.report.ReportSection;
import io.github.psfusion.evaluation.report.TextGrid;
import io.github.psfusion.evaluation.report.TextGrid.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of an experiment that trains a segmenter on each, as tables. */
final class TrainedRows {
    private static final double GIGA = 1e9;

    private final SegmentationExperiment experiment;
    private final List<SegmentationExperiment.RowOutcome> outcomes;
    private final Map<String, FusionCost> costs;
    private final Set<String> labelsSeen;
    private final RowIntervals intervals;

    TrainedRows(
            SegmentationExperiment experiment,
            List<SegmentationExperiment.RowOutcome> outcomes,
            RowIntervals intervals,
            Map<String, FusionCost> costs,
            Set<String> labelsSeen) {
        this.experiment = experiment;
        this.outcomes = List.copyOf(outcomes);
        this.intervals = intervals;
        this.costs = new LinkedHashMap<>(costs);
        this.labelsSeen = Set.copyOf(labelsSeen);
    }

    private Map<String, String> settings() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("training pairs", String.valueOf(experiment.trainingPairs()));
        facts.put("held-out pairs (n)", String.valueOf(experiment.heldOutPairs()));
        facts.put("seeds", "1 to " + experiment.settings().seeds());
        facts.put(
                "steps of each training",
                String.valueOf(outcomes.stream()
                        .mapToLong(SegmentationExperiment.RowOutcome::steps)
                        .max()
                        .orElse(0)));
        facts.putAll(experiment.settings().facts());
        facts.put("scored weights", "after the last step, at one scale, without flips");
        facts.put("primary outcome", "mean IoU of " + intervals.primary());
        facts.put(
                "fusion networks that saw labels of training pairs",
                labelsSeen.isEmpty()
                        ? "none was named"
                        : String.join(", ", labelsSeen.stream().sorted().toList()));
        outcomes.forEach(outcome -> facts.put("input of " + outcome.row().name(), input(outcome)));
        return facts;
    }

    private static String input(SegmentationExperiment.RowOutcome outcome) {
        return outcome.row().kind() == InputRow.Kind.HEAD
                ? "both images; the class map of a fusion network as it is, which was not trained here"
                : outcome.normalization().toString();
    }

    ReportSection facts() {
        List<List<Cell>> rows = new ArrayList<>();
        settings().forEach((key, value) -> rows.add(List.of(Cell.of(key.replace('_', ' ')), Cell.of(value))));
        return new ReportSection(
                "The experiment",
                "One small segmenter, trained from random weights on each input; the same steps, batches and crops for"
                        + " all rows. What holds for it need not hold for a large pretrained one.",
                new TextGrid(List.of("setting", "value"), rows));
    }

    ReportSection rows() {
        List<String> heads = new ArrayList<>(List.of("input"));
        heads.addAll(RowIntervals.heads());
        heads.addAll(List.of("parameters", "GMAC", "of fusion", "together", "ms", "of fusion", "together"));
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            SegmentationExperiment.RowOutcome outcome = outcomes.get(i);
            FusionCost fusion = cost(outcome.row());
            double giga = outcome.cost().multiplyAccumulates() / GIGA;
            List<Cell> row = new ArrayList<>(List.of(Cell.of(outcome.row().name())));
            row.addAll(intervals.cells(i));
            row.addAll(List.of(
                    Cell.of(String.format(Locale.ROOT, "%,d", outcome.cost().parameters())),
                    Cell.of(number("%.2f", giga)),
                    Cell.of(fusion == null ? "" : number("%.2f", fusion.gigaMultiplyAccumulates())),
                    Cell.of(fusion == null ? "" : number("%.2f", giga + fusion.gigaMultiplyAccumulates())),
                    Cell.of(number("%.0f", outcome.milliseconds())),
                    Cell.of(fusion == null ? "" : number("%.0f", fusion.milliseconds())),
                    Cell.of(fusion == null ? "" : number("%.0f", outcome.milliseconds() + fusion.milliseconds()))));
            rows.add(row);
        }
        return new ReportSection(
                "Rows",
                "Mean ± standard deviation over the seeds; 95 % interval of the bootstrap over images and seeds. Costs are"
                        + " for one image of the set; a hyphen: the cost of fusing was not given.",
                new TextGrid(heads, rows));
    }

    private @Nullable FusionCost cost(InputRow row) {
        FusionCost given = costs.get(row.name());
        boolean none = row.kind() != InputRow.Kind.FUSED && row.kind() != InputRow.Kind.AVERAGE;
        return given == null && none ? new FusionCost(0, 0) : given;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** Returns all of it for programs. */
    Map<String, @Nullable Object> content() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("schema", "psfusion-downstream-1");
        json.put("settings", settings());
        json.put("primaryClasses", intervals.primary());
        json.put("margin", RowIntervals.MARGIN);
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            SegmentationExperiment.RowOutcome outcome = outcomes.get(i);
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("name", outcome.row().name());
            row.put("input", outcome.row().kind().name().toLowerCase(Locale.ROOT));
            row.put("images", outcome.row().place().map(Path::toString).orElse(null));
            row.put("fusionSawLabels", labelsSeen.contains(outcome.row().name()));
            if (outcome.row().kind() != InputRow.Kind.HEAD) {
                row.put("mean", outcome.normalization().mean());
                row.put("deviation", outcome.normalization().deviation());
            }
            row.put("parameters", outcome.cost().parameters());
            row.put("multiplyAccumulates", outcome.cost().multiplyAccumulates());
            row.put("milliseconds", outcome.milliseconds());
            row.put("fusion", cost(outcome.row()));
            row.put("steps", outcome.steps());
            intervals.json(i, row);
            rows.add(row);
        }
        json.put("rows", rows);
        return json;
    }
}
