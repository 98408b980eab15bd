// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.evaluation.OutputException;
import io.github.psfusion.evaluation.SegmentationComparison;
import io.github.psfusion.evaluation.report.JsonText;
import io.github.psfusion.evaluation.report.OutputFolder;
import io.github.psfusion.evaluation.report.ScoreDocument;
import io.github.psfusion.evaluation.report.SegmentationReport;
import io.github.psfusion.evaluation.report.TextGrid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A segmentation experiment as tables and files: what {@link SegmentationReport} writes, with the rows, their costs and intervals and
 * the differences between them before it, and {@code downstream.json}.
 */
public final class ExperimentReport implements ScoreDocument {
    /** Name of the file with the rows of the experiment. */
    public static final String JSON = "downstream.json";

    /** Largest difference that counts as none, in mean IoU; set before any experiment. */
    public static final double MARGIN = RowIntervals.MARGIN;

    private final String title;
    private final SegmentationReport scores;
    private final Map<String, @Nullable Object> content;

    private ExperimentReport(String title, SegmentationReport scores, Map<String, @Nullable Object> content) {
        this.title = title;
        this.scores = scores;
        this.content = content;
    }

    /**
     * Prepares the tables of an experiment that trains.
     *
     * @param costs of making the fused images, by the names of rows
     * @param labelsSeen names of the rows whose fusion network was trained on labels of the training pairs
     */
    public static ExperimentReport of(
            SegmentationExperiment experiment,
            List<SegmentationExperiment.RowOutcome> outcomes,
            SegmentationComparison comparison,
            Map<String, FusionCost> costs,
            Set<String> labelsSeen) {
        RowIntervals intervals = RowIntervals.of(comparison);
        TrainedRows rows = new TrainedRows(experiment, outcomes, intervals, costs, labelsSeen);
        return new ExperimentReport(
                outcomes.size() + " inputs of one segmenter, "
                        + experiment.settings().seeds() + " seeds; ",
                new SegmentationReport(comparison, List.of(rows.facts(), rows.rows(), intervals.differences())),
                rows.content());
    }

    /** Prepares the tables of an experiment with a segmenter of others. */
    public static ExperimentReport of(
            FrozenSegmentation experiment,
            List<FrozenSegmentation.RowOutcome> outcomes,
            SegmentationComparison comparison) {
        RowIntervals intervals = RowIntervals.of(comparison);
        FrozenRows rows = new FrozenRows(experiment, outcomes, intervals);
        return new ExperimentReport(
                outcomes.size() + (outcomes.size() == 1 ? " input" : " inputs") + " of a frozen segmenter; ",
                new SegmentationReport(comparison, List.of(rows.facts(), rows.rows(), intervals.differences())),
                rows.content());
    }

    @Override
    public String title() {
        return title + scores.title();
    }

    @Override
    public List<TextGrid> tables() {
        return scores.tables();
    }

    @Override
    public String json() {
        return scores.json();
    }

    @Override
    public String jsonLine() {
        return scores.jsonLine();
    }

    @Override
    public List<String> notes() {
        return scores.notes();
    }

    @Override
    public List<String> failures() {
        return scores.failures();
    }

    @Override
    public boolean isComplete() {
        return scores.isComplete();
    }

    @Override
    public boolean isEmpty() {
        return scores.isEmpty();
    }

    @Override
    public List<String> write(Path folder) throws OutputException {
        List<String> files = new ArrayList<>(scores.write(folder));
        OutputFolder.write(folder.resolve(JSON), JsonText.indented(content));
        files.add(JSON);
        return List.copyOf(files);
    }
}
