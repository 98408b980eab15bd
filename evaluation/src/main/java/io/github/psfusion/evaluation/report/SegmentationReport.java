// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.OutputException;
import io.github.psfusion.evaluation.SegmentationComparison;
import io.github.psfusion.evaluation.SegmentationResult;
import io.github.psfusion.metrics.segmentation.CalibrationError;
import io.github.psfusion.metrics.segmentation.ConfusionMatrix;
import io.github.psfusion.metrics.segmentation.PerImageIou;
import io.github.psfusion.metrics.segmentation.SegmentationScores;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.platform.Csv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Segmentation scores as tables and files: {@code segmentation.csv}, a row per score; {@code confusion.csv}, a row per true class and
 * a column per predicted one, in pixels; {@code segmentation.json}, all of it; {@code report.html}. All digits, decimal points whatever
 * the locale, UTF-8. See docs/reference/score-files.md.
 */
public final class SegmentationReport implements ScoreDocument {
    /** Name of the file with a row per score. */
    public static final String SCORES = "segmentation.csv";

    /** Name of the file with the matrix. */
    public static final String CONFUSION = "confusion.csv";

    /** Name of the file with everything. */
    public static final String JSON = "segmentation.json";

    /** Names of all files. */
    public static final List<String> FILES = List.of(SCORES, CONFUSION, JSON, HtmlReport.PAGE);

    private static final String SCHEMA = "psfusion-segmentation-1";

    private final SegmentationComparison comparison;
    private final List<ReportSection> sections;

    /** Prepares the tables and files of a comparison. */
    public SegmentationReport(SegmentationComparison comparison) {
        this(comparison, List.of());
    }

    /**
     * Prepares the same with tables on what made the class maps.
     *
     * @param sections stand before the scores
     */
    public SegmentationReport(SegmentationComparison comparison, List<ReportSection> sections) {
        this.comparison = comparison;
        this.sections = List.copyOf(sections);
    }

    /**
     * Makes a folder, and checks before any work that the files can be written.
     *
     * @throws OutputException if a file exists and may not be replaced, or the folder cannot be written
     */
    public static void prepare(Path folder, boolean overwrite) throws OutputException {
        OutputFolder.prepare(folder, FILES, overwrite);
    }

    @Override
    public String title() {
        int maps = comparison.first().maps().size();
        int classes = comparison.first().classes().size();
        int runs = comparison.methods().values().stream().mapToInt(List::size).sum();
        return maps
                + (maps == 1 ? " class map, " : " class maps, ")
                + classes
                + (classes == 1 ? " class" : " classes")
                + (comparison.isSingle()
                        ? ""
                        : ", " + Counted.of(comparison.methods().size(), "method") + " in " + Counted.of(runs, "run"));
    }

    @Override
    public List<TextGrid> tables() {
        List<TextGrid> tables = new ArrayList<>();
        sections.forEach(section -> tables.add(section.table()));
        tables.addAll(SegmentationText.tables(comparison));
        return List.copyOf(tables);
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(comparison.notes());
        comparison.methods().values().stream()
                .flatMap(List::stream)
                .flatMap(run -> run.notes().stream())
                .distinct()
                .forEach(notes::add);
        return notes;
    }

    @Override
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        comparison
                .methods()
                .forEach((name, runs) -> runs.stream()
                        .flatMap(run -> run.failures().stream())
                        .filter(failure -> !comparison.withoutPartner().contains(failure))
                        .forEach(failure -> failures.add((comparison.isSingle() ? "" : name + ": ") + failure.map()
                                + " failed: " + failure.reason())));
        return failures;
    }

    @Override
    public boolean isComplete() {
        return comparison.methods().values().stream()
                .flatMap(List::stream)
                .allMatch(run -> run.failures().isEmpty());
    }

    @Override
    public boolean isEmpty() {
        return comparison.first().maps().isEmpty();
    }

    @Override
    public List<String> write(Path folder) throws OutputException {
        OutputFolder.make(folder);
        OutputFolder.write(folder.resolve(SCORES), csv());
        OutputFolder.write(folder.resolve(CONFUSION), confusion());
        OutputFolder.write(folder.resolve(JSON), json());
        TaskPage.write("Segmentation scores", "segmentation.js", jsonLine(), folder.resolve(HtmlReport.PAGE));
        return FILES;
    }

    /** Receives a run of a method. */
    private interface RunVisitor {
        void visit(String method, int run, SegmentationResult result);
    }

    private void each(RunVisitor visitor) {
        comparison.methods().forEach((name, runs) -> {
            for (int i = 0; i < runs.size(); i++) {
                visitor.visit(name, i + 1, runs.get(i));
            }
        });
    }

    /** Returns the text of {@code segmentation.csv}; a value that does not exist is an empty field. */
    public String csv() {
        StringBuilder text = new StringBuilder(Csv.row(
                List.of("score", "class", "name", "value", "maps", "failed", "program", "method", "run", "group")));
        each((method, run, result) -> {
            SegmentationScores scores = result.scores();
            PerImageIou images = result.images();
            for (int c = 0; c < result.classes().size(); c++) {
                Map<String, OptionalDouble> values = new LinkedHashMap<>();
                values.put("iou", scores.iou().get(c));
                values.put("accuracy", scores.accuracy().get(c));
                values.put("iouPerImage", images.meanOfClass(c, PerImageIou.ALL));
                values.put("boundaryIou", result.boundary().iou(c));
                values.put(
                        "boundaryIou" + SegmentationResult.THIN,
                        result.thinBoundary().iou(c));
                String index = String.valueOf(c);
                String name = result.classes().get(c);
                values.forEach((key, value) -> text.append(row(key, index, name, value, result, method, run, "")));
            }
            result.overall().forEach((key, value) -> text.append(row(key, "", "", value, result, method, run, "")));
            comparison
                    .groups()
                    .forEach((group, maps) ->
                            text.append(row("meanIou", "", "", result.meanIou(maps), result, method, run, group)));
        });
        return text.toString();
    }

    private static String row(
            String score,
            String index,
            String name,
            OptionalDouble value,
            SegmentationResult result,
            String method,
            int run,
            String group) {
        return Csv.row(List.of(
                score,
                index,
                name,
                Csv.number(value),
                String.valueOf(result.maps().size()),
                String.valueOf(result.failures().size()),
                result.provenance().program(),
                method,
                String.valueOf(run),
                group));
    }

    /** Returns the text of {@code confusion.csv}. */
    public String confusion() {
        List<String> head = new ArrayList<>(List.of("true class"));
        head.addAll(comparison.first().classes());
        if (!comparison.isSingle()) {
            head.addAll(List.of("method", "run"));
        }
        StringBuilder text = new StringBuilder(Csv.row(head));
        each((method, run, result) -> {
            for (int truth = 0; truth < result.classes().size(); truth++) {
                List<String> row = new ArrayList<>(List.of(result.classes().get(truth)));
                row(result, truth).forEach(count -> row.add(String.valueOf(count)));
                if (!comparison.isSingle()) {
                    row.addAll(List.of(method, String.valueOf(run)));
                }
                text.append(Csv.row(row));
            }
        });
        return text.toString();
    }

    private static List<Long> row(SegmentationResult result, int truth) {
        List<Long> row = new ArrayList<>();
        for (int prediction = 0; prediction < result.classes().size(); prediction++) {
            row.add(result.matrix().count(truth, prediction));
        }
        return row;
    }

    @Override
    public String json() {
        return JsonText.indented(content());
    }

    @Override
    public String jsonLine() {
        return JsonText.line(content());
    }

    private Map<String, @Nullable Object> content() {
        SegmentationResult first = comparison.first();
        Map<String, @Nullable Object> json = JsonText.begin(SCHEMA, first.provenance());
        if (comparison.isSingle()) {
            json.putAll(run(first));
        }
        json.put("description", title());
        if (!sections.isEmpty()) {
            json.put("sections", sections.stream().map(ReportSection::json).toList());
        }
        json.put("maps", first.maps());
        json.put("groups", comparison.groups());
        List<Object> methods = new ArrayList<>();
        List<Object> failures = new ArrayList<>();
        int index = 0;
        for (Map.Entry<String, List<SegmentationResult>> method :
                comparison.methods().entrySet()) {
            Map<String, @Nullable Object> ofMethod = new LinkedHashMap<>();
            ofMethod.put("name", method.getKey());
            for (String key : first.overall().keySet()) {
                ofMethod.put(
                        key,
                        JsonText.nullable(SegmentationText.mean(
                                method.getValue(), run -> run.overall().getOrDefault(key, OptionalDouble.empty()))));
            }
            Map<String, @Nullable Object> groups = new LinkedHashMap<>();
            for (Map.Entry<String, Set<String>> group : comparison.groups().entrySet()) {
                groups.put(
                        group.getKey(),
                        JsonText.nullable(
                                SegmentationText.mean(method.getValue(), run -> run.meanIou(group.getValue()))));
            }
            ofMethod.put("groups", groups);
            if (!comparison.differences().isEmpty()) {
                ofMethod.put("difference", difference(comparison.differences().get(index)));
            }
            ofMethod.put(
                    "runs",
                    method.getValue().stream().map(SegmentationReport::run).toList());
            methods.add(ofMethod);
            method.getValue()
                    .forEach(run -> run.failures()
                            .forEach(failure -> failures.add(Map.of(
                                    "map", failure.map(), "reason", failure.reason(), "method", method.getKey()))));
            index++;
        }
        json.put("methods", methods);
        json.put("notes", notes());
        json.put("failures", failures);
        return json;
    }

    private Map<String, @Nullable Object> difference(SegmentationComparison.Difference difference) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("reference", List.copyOf(comparison.methods().keySet()).get(difference.reference()));
        json.put("meanIou", difference.value());
        json.put("low", JsonText.nullable(difference.low()));
        json.put("high", JsonText.nullable(difference.high()));
        json.put("p", JsonText.nullable(difference.p()));
        return json;
    }

    private static Map<String, @Nullable Object> run(SegmentationResult result) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(JsonText.nullable(result.overall()));
        if (!result.reasons().isEmpty()) {
            json.put("reasons", result.reasons());
        }
        SegmentationScores scores = result.scores();
        PerImageIou images = result.images();
        ConfusionMatrix matrix = result.matrix();
        List<Map<String, @Nullable Object>> classes = new ArrayList<>();
        for (int c = 0; c < result.classes().size(); c++) {
            Map<String, @Nullable Object> ofClass = new LinkedHashMap<>();
            ofClass.put("name", result.classes().get(c));
            ofClass.put("iou", JsonText.nullable(scores.iou().get(c)));
            ofClass.put("accuracy", JsonText.nullable(scores.accuracy().get(c)));
            result.reason(c).ifPresent(reason -> ofClass.put("reason", reason));
            ofClass.put("iouPerImage", JsonText.nullable(images.meanOfClass(c, PerImageIou.ALL)));
            ofClass.put("boundaryIou", JsonText.nullable(result.boundary().iou(c)));
            ofClass.put("images", images.images(c));
            ofClass.put("truePixels", matrix.ofTruth(c));
            ofClass.put("predictedPixels", matrix.ofPrediction(c));
            ofClass.put("takenFor", row(result, c));
            classes.add(ofClass);
        }
        json.put("classes", classes);
        List<@Nullable Double> perImage = new ArrayList<>();
        for (int i = 0; i < result.maps().size(); i++) {
            perImage.add(JsonText.nullable(images.ofImage(i)));
        }
        json.put("meanIouOfMaps", perImage);
        result.calibration().map(CalibrationError::bins).ifPresent(bins -> json.put("calibrationBins", bins));
        return json;
    }
}
