// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.evaluation.DetectionResult;
import io.github.psfusion.evaluation.report.ReportSection;
import io.github.psfusion.evaluation.report.TextGrid;
import io.github.psfusion.evaluation.report.TextGrid.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows of an experiment with a detector of others, as tables. */
final class DetectionRows {
    private DetectionRows() {}

    static List<ReportSection> sections(List<DetectionExperiment.RowOutcome> outcomes, DetectionResult result) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("images (n)", String.valueOf(result.images().size()));
        facts.put("objects", String.valueOf(result.objects()));
        outcomes.stream().findFirst().ifPresent(outcome -> facts.putAll(outcome.facts()));
        List<List<Cell>> settings = new ArrayList<>();
        facts.forEach((key, value) -> settings.add(List.of(Cell.of(key.replace('_', ' ')), Cell.of(value))));
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            DetectionExperiment.RowOutcome outcome = outcomes.get(i);
            rows.add(List.of(
                    Cell.of(outcome.row().name()),
                    Cell.of(outcome.row().place().map(String::valueOf).orElse("the pairs")),
                    Cell.of(String.format(
                            Locale.ROOT, "%,d", result.methods().get(i).detections())),
                    Cell.of(String.format(Locale.ROOT, "%.0f", outcome.milliseconds()))));
        }
        return List.of(
                new ReportSection(
                        "The experiment",
                        "One detector of others, used as it is on each input: it was trained on none of these inputs here,"
                                + " most often on visible images. The answer may differ from that of a detector that is trained"
                                + " on each input. The scores have no intervals: with few objects, small differences mean"
                                + " nothing.",
                        new TextGrid(List.of("setting", "value"), settings)),
                new ReportSection(
                        "Rows",
                        "Detections of classes that the true boxes have. ms: the median for one image on the machine that ran"
                                + " it, with the preparation of the image.",
                        new TextGrid(List.of("input", "images", "detections", "ms"), rows)));
    }
}
