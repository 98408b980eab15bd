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
import org.jspecify.annotations.Nullable;

/** The rows of an experiment with a segmenter of others, as tables. */
final class FrozenRows {
    private final FrozenSegmentation experiment;
    private final List<FrozenSegmentation.RowOutcome> outcomes;
    private final RowIntervals intervals;

    FrozenRows(FrozenSegmentation experiment, List<FrozenSegmentation.RowOutcome> outcomes, RowIntervals intervals) {
        this.experiment = experiment;
        this.outcomes = List.copyOf(outcomes);
        this.intervals = intervals;
    }

    private Map<String, String> settings() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("pairs (n)", String.valueOf(experiment.pairs()));
        facts.put("classes", String.join(", ", experiment.classes()));
        outcomes.stream()
                .filter(outcome -> outcome.row().kind() != InputRow.Kind.HEAD)
                .findFirst()
                .ifPresent(outcome -> facts.putAll(outcome.facts()));
        for (FrozenSegmentation.RowOutcome outcome : outcomes) {
            if (outcome.row().kind() == InputRow.Kind.HEAD) {
                outcome.facts().forEach((key, value) -> facts.put(outcome.row().name() + ", " + key, value));
            }
        }
        facts.put("primary outcome", "mean IoU of " + intervals.primary());
        return facts;
    }

    ReportSection facts() {
        List<List<Cell>> rows = new ArrayList<>();
        settings().forEach((key, value) -> rows.add(List.of(Cell.of(key.replace('_', ' ')), Cell.of(value))));
        return new ReportSection(
                "The experiment",
                "One segmenter of others, used as it is on each input: it was trained on none of these inputs here, most"
                        + " often on visible images. The answer may differ from that of a segmenter that is trained on each"
                        + " input.",
                new TextGrid(List.of("setting", "value"), rows));
    }

    ReportSection rows() {
        List<String> heads = new ArrayList<>(List.of("input"));
        heads.addAll(RowIntervals.heads());
        heads.add("ms");
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            List<Cell> row =
                    new ArrayList<>(List.of(Cell.of(outcomes.get(i).row().name())));
            row.addAll(intervals.cells(i));
            row.add(Cell.of(String.format(Locale.ROOT, "%.0f", outcomes.get(i).milliseconds())));
            rows.add(row);
        }
        return new ReportSection(
                "Rows",
                "95 % interval of the bootstrap over images; the result holds for this one model. ms: the"
                        + " median for one image on the machine that ran it, with the preparation of the image.",
                new TextGrid(heads, rows));
    }

    /** Returns all of it for programs. */
    Map<String, @Nullable Object> content() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("schema", "psfusion-downstream-frozen-1");
        json.put("settings", settings());
        json.put("primaryClasses", intervals.primary());
        json.put("margin", RowIntervals.MARGIN);
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            FrozenSegmentation.RowOutcome outcome = outcomes.get(i);
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("name", outcome.row().name());
            row.put("input", outcome.row().kind().name().toLowerCase(Locale.ROOT));
            row.put("images", outcome.row().place().map(Path::toString).orElse(null));
            row.put("milliseconds", outcome.milliseconds());
            intervals.json(i, row);
            rows.add(row);
        }
        json.put("rows", rows);
        return json;
    }
}
