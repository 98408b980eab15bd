// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.evaluation.OutputException;
import io.github.psfusion.evaluation.SegmentationComparison;
import io.github.psfusion.evaluation.SegmentationIntervals;
import io.github.psfusion.evaluation.report.JsonText;
import io.github.psfusion.evaluation.report.OutputFolder;
import io.github.psfusion.evaluation.report.ReportSection;
import io.github.psfusion.evaluation.report.ScoreDocument;
import io.github.psfusion.evaluation.report.SegmentationReport;
import io.github.psfusion.evaluation.report.TextGrid;
import io.github.psfusion.evaluation.report.TextGrid.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as tables and files: what {@link SegmentationReport} writes, with the rows, their costs and intervals and the
 * differences between them before it, and {@code downstream.json}.
 */
public final class ExperimentReport implements ScoreDocument {
    /** Name of the file with the rows of the experiment. */
    public static final String JSON = "downstream.json";

    /** Largest difference that counts as none, in mean IoU; set before any experiment. */
    public static final double MARGIN = 0.03;

    /** The classes of MSRS that at least seven of the held-out pairs of the bundled split show. */
    private static final Set<String> PRIMARY = Set.of("car", "person", "bike", "curve", "car stop", "color cone");

    private static final double GIGA = 1e9;

    private final SegmentationExperiment experiment;
    private final List<SegmentationExperiment.RowOutcome> outcomes;
    private final Map<String, FusionCost> costs;
    private final Set<String> labelsSeen;
    private final List<Integer> primary;
    private final SegmentationIntervals intervals;
    private final SegmentationIntervals all;
    private final SegmentationReport scores;

    /**
     * Prepares the tables.
     *
     * @param costs of making the fused images, by the names of rows
     * @param labelsSeen names of the rows whose fusion network was trained on labels of the training pairs
     */
    public ExperimentReport(
            SegmentationExperiment experiment,
            List<SegmentationExperiment.RowOutcome> outcomes,
            SegmentationComparison comparison,
            Map<String, FusionCost> costs,
            Set<String> labelsSeen) {
        this.experiment = experiment;
        this.outcomes = List.copyOf(outcomes);
        this.costs = new LinkedHashMap<>(costs);
        this.labelsSeen = Set.copyOf(labelsSeen);
        primary = primary(experiment.settings().classes());
        intervals = SegmentationIntervals.of(comparison, primary);
        all = SegmentationIntervals.of(
                comparison,
                IntStream.range(0, experiment.settings().classes().size())
                        .boxed()
                        .toList());
        scores = new SegmentationReport(comparison, List.of(facts(), rows(), differences()));
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

    private String primaryNames() {
        return String.join(
                ", ", primary.stream().map(experiment.settings().classes()::get).toList());
    }

    private Map<String, String> settings() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("training pairs", String.valueOf(experiment.trainingPairs()));
        facts.put("held-out pairs (n)", String.valueOf(experiment.heldOutPairs()));
        facts.put("seeds", "1 to " + experiment.settings().seeds());
        facts.put("steps of each training", String.valueOf(outcomes.get(0).steps()));
        facts.putAll(experiment.settings().facts());
        facts.put("scored weights", "after the last step, at one scale, without flips");
        facts.put("primary outcome", "mean IoU of " + primaryNames());
        facts.put(
                "fusion networks that saw labels of training pairs",
                labelsSeen.isEmpty()
                        ? "none was named"
                        : String.join(", ", labelsSeen.stream().sorted().toList()));
        outcomes.forEach(outcome -> facts.put(
                "input of " + outcome.row().name(), outcome.normalization().toString()));
        return facts;
    }

    private ReportSection facts() {
        List<List<Cell>> rows = new ArrayList<>();
        settings().forEach((key, value) -> rows.add(List.of(Cell.of(key.replace('_', ' ')), Cell.of(value))));
        return new ReportSection(
                "The experiment",
                "One small segmenter, trained from random weights on each input; the same steps, batches and crops for"
                        + " all rows. What holds for it need not hold for a large pretrained one.",
                new TextGrid(List.of("setting", "value"), rows));
    }

    private ReportSection rows() {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            SegmentationExperiment.RowOutcome outcome = outcomes.get(i);
            FusionCost fusion = cost(outcome.row());
            double giga = outcome.cost().multiplyAccumulates() / GIGA;
            rows.add(List.of(
                    Cell.of(outcome.row().name()),
                    Cell.of(estimate(intervals.methods().get(i))),
                    Cell.of(interval(
                            intervals.methods().get(i).low(),
                            intervals.methods().get(i).high())),
                    Cell.of(estimate(all.methods().get(i))),
                    Cell.of(interval(
                            all.methods().get(i).low(), all.methods().get(i).high())),
                    Cell.of(String.format(Locale.ROOT, "%,d", outcome.cost().parameters())),
                    Cell.of(number("%.2f", giga)),
                    Cell.of(fusion == null ? "" : number("%.2f", fusion.gigaMultiplyAccumulates())),
                    Cell.of(fusion == null ? "" : number("%.2f", giga + fusion.gigaMultiplyAccumulates())),
                    Cell.of(number("%.0f", outcome.milliseconds())),
                    Cell.of(fusion == null ? "" : number("%.0f", fusion.milliseconds())),
                    Cell.of(fusion == null ? "" : number("%.0f", outcome.milliseconds() + fusion.milliseconds()))));
        }
        return new ReportSection(
                "Rows",
                "Mean ± standard deviation over the seeds; 95 % interval of the bootstrap over images and seeds. Costs are"
                        + " for one image of the set; a hyphen: the cost of fusing was not given.",
                new TextGrid(
                        List.of(
                                "input",
                                "primary mIoU",
                                "95 %",
                                "mIoU",
                                "95 %",
                                "parameters",
                                "GMAC",
                                "of fusion",
                                "together",
                                "ms",
                                "of fusion",
                                "together"),
                        rows));
    }

    private @Nullable FusionCost cost(InputRow row) {
        FusionCost given = costs.get(row.name());
        boolean none = row.kind() != InputRow.Kind.FUSED && row.kind() != InputRow.Kind.AVERAGE;
        return given == null && none ? new FusionCost(0, 0) : given;
    }

    private ReportSection differences() {
        List<String> heads = new ArrayList<>(List.of("row minus column"));
        outcomes.forEach(outcome -> heads.add(outcome.row().name()));
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            List<Cell> row =
                    new ArrayList<>(List.of(Cell.of(outcomes.get(i).row().name())));
            for (int j = 0; j < outcomes.size(); j++) {
                SegmentationIntervals.Difference difference =
                        intervals.differences().get(i).get(j);
                row.add(Cell.of(i == j ? "" : text(difference)));
            }
            rows.add(row);
        }
        return new ReportSection(
                "Differences in the primary outcome",
                String.format(
                        Locale.ROOT,
                        "Paired bootstrap, 95 %% interval. = comparable: the 90 %% interval lies within ±%.2f, a margin that"
                                + " was set before; * different: the 95 %% interval does not hold 0; ? not distinguished, which"
                                + " is not the same as equal.",
                        MARGIN),
                new TextGrid(heads, rows));
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
        return number("%.3f", estimate.mean())
                + (estimate.deviation().isPresent()
                        ? number(" ± %.3f", estimate.deviation().getAsDouble())
                        : "");
    }

    private static String interval(OptionalDouble low, OptionalDouble high) {
        return low.isEmpty() || high.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "[%.3f, %.3f]", low.getAsDouble(), high.getAsDouble());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    @Override
    public String title() {
        return outcomes.size() + " inputs of one segmenter, "
                + experiment.settings().seeds() + " seeds; " + scores.title();
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
        OutputFolder.write(folder.resolve(JSON), JsonText.indented(content()));
        files.add(JSON);
        return List.copyOf(files);
    }

    private Map<String, @Nullable Object> content() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("schema", "psfusion-downstream-1");
        json.put("settings", settings());
        json.put("primaryClasses", primaryNames());
        json.put("margin", MARGIN);
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            SegmentationExperiment.RowOutcome outcome = outcomes.get(i);
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("name", outcome.row().name());
            row.put("input", outcome.row().kind().name().toLowerCase(Locale.ROOT));
            row.put("images", outcome.row().folder().map(Path::toString).orElse(null));
            row.put("fusionSawLabels", labelsSeen.contains(outcome.row().name()));
            row.put("mean", outcome.normalization().mean());
            row.put("deviation", outcome.normalization().deviation());
            row.put("parameters", outcome.cost().parameters());
            row.put("multiplyAccumulates", outcome.cost().multiplyAccumulates());
            row.put("milliseconds", outcome.milliseconds());
            row.put("fusion", cost(outcome.row()));
            row.put("steps", outcome.steps());
            row.put("primaryMeanIou", json(intervals.methods().get(i)));
            row.put("meanIou", json(all.methods().get(i)));
            Map<String, Object> differences = new LinkedHashMap<>();
            for (int j = 0; j < outcomes.size(); j++) {
                if (i != j) {
                    differences.put(
                            outcomes.get(j).row().name(),
                            json(intervals.differences().get(i).get(j)));
                }
            }
            row.put("primaryDifferences", differences);
            rows.add(row);
        }
        json.put("rows", rows);
        return json;
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
