// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.DetectionResult;
import io.github.psfusion.evaluation.OutputException;
import io.github.psfusion.evaluation.report.TextGrid.Cell;
import io.github.psfusion.metrics.detection.ClassDetectionScores;
import io.github.psfusion.metrics.detection.DetectionScores;
import io.github.psfusion.metrics.detection.PrecisionRecallCurve;
import io.github.psfusion.platform.Csv;
import io.github.psfusion.platform.PrintableText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Detection scores as tables and files: {@code detection.csv}, a row per score; {@code curves.csv}, a row per point of a
 * precision-recall curve; {@code detection.json}, all of it; {@code report.html} with the curves. See
 * docs/reference/score-files.md.
 */
public final class DetectionReport implements ScoreDocument {
    /** Names of all files. */
    public static final List<String> FILES = List.of("detection.csv", "curves.csv", "detection.json", HtmlReport.PAGE);

    private static final String SCHEMA = "psfusion-detection-1";

    private final DetectionResult result;
    private final List<ReportSection> sections;

    /** Prepares the tables and files of a result. */
    public DetectionReport(DetectionResult result) {
        this(result, List.of());
    }

    /**
     * Prepares the same with tables on what made the detections.
     *
     * @param sections stand before the scores
     */
    public DetectionReport(DetectionResult result, List<ReportSection> sections) {
        this.result = result;
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
        return number(result.images().size(), "image", "images") + ", "
                + number(result.classes().size(), "class", "classes") + ", "
                + number(result.objects(), "object", "objects") + ", protocol "
                + result.protocol().key() + " (" + result.protocol().description() + ")";
    }

    private static String number(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    @Override
    public List<TextGrid> tables() {
        List<TextGrid> tables = new ArrayList<>();
        sections.forEach(section -> tables.add(section.table()));
        tables.add(overall());
        tables.add(byClass());
        return List.copyOf(tables);
    }

    /** A row per score, a column per method: COCO has more scores than a terminal has columns. */
    private TextGrid overall() {
        List<String> heads = new ArrayList<>(List.of("all classes"));
        result.methods().forEach(method -> heads.add(PrintableText.name(method.name())));
        List<List<Cell>> rows = new ArrayList<>();
        for (String key : result.protocol().keys()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(key)));
            row.addAll(cells(result.methods().stream()
                    .map(method -> value(method.scores().overall(), key))
                    .toList()));
            rows.add(row);
        }
        return new TextGrid(heads, rows);
    }

    /** A row per class; all scores of a single method, the first score of several. */
    private TextGrid byClass() {
        List<String> heads = new ArrayList<>(List.of("class", "images", "objects"));
        List<String> keys = result.protocol().classKeys();
        boolean single = result.methods().size() == 1;
        if (single) {
            heads.add("detections");
            heads.addAll(keys);
        } else {
            result.methods().forEach(method -> heads.add(keys.get(0) + " " + PrintableText.name(method.name())));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int k = 0; k < result.classes().size(); k++) {
            ClassDetectionScores first = ofClass(0, k);
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.of(PrintableText.name(result.classes().get(k))),
                    Cell.of(String.valueOf(first.images())),
                    Cell.of(String.valueOf(first.truths()))));
            if (single) {
                row.add(Cell.of(String.valueOf(first.detections())));
                keys.forEach(key -> row.add(Cell.of(rounded(value(first.values(), key)))));
            } else {
                List<OptionalDouble> values = new ArrayList<>();
                for (int method = 0; method < result.methods().size(); method++) {
                    values.add(value(ofClass(method, k).values(), keys.get(0)));
                }
                row.addAll(cells(values));
            }
            rows.add(row);
        }
        return new TextGrid(heads, rows);
    }

    private ClassDetectionScores ofClass(int method, int index) {
        return result.methods().get(method).scores().classes().get(index);
    }

    private static OptionalDouble value(Map<String, OptionalDouble> values, String key) {
        return values.getOrDefault(key, OptionalDouble.empty());
    }

    /** Marks the best of several values. */
    private static List<Cell> cells(List<OptionalDouble> values) {
        double best = values.stream()
                .mapToDouble(value -> value.orElse(Double.NEGATIVE_INFINITY))
                .max()
                .orElse(0);
        return values.stream()
                .map(value -> value.isPresent()
                        ? new Cell(rounded(value), values.size() > 1 && value.getAsDouble() == best)
                        : Cell.of(""))
                .toList();
    }

    private static String rounded(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "";
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(result.notes());
        List<String> absent = new ArrayList<>();
        for (int k = 0; k < result.classes().size(); k++) {
            if (!result.methods().isEmpty() && ofClass(0, k).truths() == 0) {
                absent.add(result.classes().get(k));
            }
        }
        if (!absent.isEmpty()) {
            notes.add(
                    "undefined, and in no mean, for " + String.join(", ", absent) + ": no object of the class counts.");
        }
        return notes;
    }

    @Override
    public List<String> failures() {
        return result.failures();
    }

    @Override
    public boolean isComplete() {
        return result.failures().isEmpty();
    }

    @Override
    public boolean isEmpty() {
        return result.images().isEmpty();
    }

    @Override
    public List<String> write(Path folder) throws OutputException {
        OutputFolder.make(folder);
        OutputFolder.write(folder.resolve(FILES.get(0)), csv());
        OutputFolder.write(folder.resolve(FILES.get(1)), curves());
        OutputFolder.write(folder.resolve(FILES.get(2)), json());
        TaskPage.write("Detection scores", "detection.js", jsonLine(), folder.resolve(FILES.get(3)));
        return FILES;
    }

    /** Returns the text of {@code detection.csv}; a value that does not exist is an empty field. */
    public String csv() {
        StringBuilder text = new StringBuilder(Csv.row(List.of(
                "method", "score", "class", "value", "images", "objects", "detections", "protocol", "program")));
        for (DetectionResult.Method method : result.methods()) {
            DetectionScores scores = method.scores();
            scores.overall()
                    .forEach((key, value) -> text.append(row(
                            method, key, "", value, result.images().size(), result.objects(), method.detections())));
            for (int k = 0; k < result.classes().size(); k++) {
                String name = result.classes().get(k);
                ClassDetectionScores ofClass = scores.classes().get(k);
                ofClass.values()
                        .forEach((key, value) -> text.append(row(
                                method, key, name, value, ofClass.images(), ofClass.truths(), ofClass.detections())));
            }
        }
        return text.toString();
    }

    private String row(
            DetectionResult.Method method,
            String key,
            String ofClass,
            OptionalDouble value,
            int images,
            int objects,
            int detections) {
        return Csv.row(List.of(
                method.name(),
                key,
                ofClass,
                Csv.number(value),
                String.valueOf(images),
                String.valueOf(objects),
                String.valueOf(detections),
                result.protocol().key(),
                result.provenance().program()));
    }

    /** Returns the text of {@code curves.csv}. */
    public String curves() {
        StringBuilder text = new StringBuilder(Csv.row(List.of("method", "class", "iou", "recall", "precision")));
        for (DetectionResult.Method method : result.methods()) {
            for (int k = 0; k < result.classes().size(); k++) {
                for (PrecisionRecallCurve curve :
                        method.scores().classes().get(k).curves()) {
                    for (int i = 0; i < PrecisionRecallCurve.POINTS; i++) {
                        text.append(Csv.row(List.of(
                                method.name(),
                                result.classes().get(k),
                                Csv.number(curve.iou()),
                                Csv.number(PrecisionRecallCurve.recall(i)),
                                Csv.number(curve.precision().get(i)))));
                    }
                }
            }
        }
        return text.toString();
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
        Map<String, @Nullable Object> json = JsonText.begin(SCHEMA, result.provenance());
        json.put("protocol", result.protocol().key());
        json.put("description", title());
        if (!sections.isEmpty()) {
            json.put("sections", sections.stream().map(ReportSection::json).toList());
        }
        json.put("keys", result.protocol().keys());
        json.put("classKeys", result.protocol().classKeys());
        json.put("objects", result.objects());
        json.put("classes", result.classes());
        json.put("methods", result.methods().stream().map(this::method).toList());
        json.put("images", result.images());
        json.put("notes", notes());
        json.put("failures", result.failures());
        return json;
    }

    private Map<String, @Nullable Object> method(DetectionResult.Method method) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", method.name());
        json.put("path", method.path().toString());
        json.put("detections", method.detections());
        json.putAll(JsonText.nullable(method.scores().overall()));
        List<Object> classes = new ArrayList<>();
        for (int k = 0; k < result.classes().size(); k++) {
            ClassDetectionScores scores = method.scores().classes().get(k);
            Map<String, @Nullable Object> ofClass = new LinkedHashMap<>();
            ofClass.put("name", result.classes().get(k));
            ofClass.put("images", scores.images());
            ofClass.put("objects", scores.truths());
            ofClass.put("detections", scores.detections());
            ofClass.putAll(JsonText.nullable(scores.values()));
            ofClass.put(
                    "curves",
                    scores.curves().stream()
                            .map(curve -> Map.of("iou", curve.iou(), "precision", curve.precision()))
                            .toList());
            classes.add(ofClass);
        }
        json.put("classes", classes);
        return json;
    }
}
