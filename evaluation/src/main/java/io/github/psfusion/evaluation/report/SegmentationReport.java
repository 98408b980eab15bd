// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.psfusion.evaluation.OutputException;
import io.github.psfusion.evaluation.SegmentationResult;
import io.github.psfusion.metrics.segmentation.ConfusionMatrix;
import io.github.psfusion.metrics.segmentation.SegmentationScores;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.Csv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Segmentation scores as files: {@code segmentation.csv}, a row per score; {@code confusion.csv}, a row per true class and a
 * column per predicted one, in pixels; {@code segmentation.json}, all of it. All digits, decimal points whatever the locale, UTF-8. See
 * docs/reference/score-files.md.
 */
public final class SegmentationReport {
    /** Name of the file with a row per score. */
    public static final String SCORES = "segmentation.csv";

    /** Name of the file with the matrix. */
    public static final String CONFUSION = "confusion.csv";

    /** Name of the file with everything. */
    public static final String JSON = "segmentation.json";

    /** Names of all files. */
    public static final List<String> FILES = List.of(SCORES, CONFUSION, JSON);

    private static final String SCHEMA = "psfusion-segmentation-1";
    private static final ObjectWriter LINE = JsonMapper.builder().build().writer();
    private static final ObjectWriter INDENTED = LINE.withDefaultPrettyPrinter();

    private final SegmentationResult result;
    private final SegmentationScores scores;

    /** Prepares the files of a result. */
    public SegmentationReport(SegmentationResult result) {
        this.result = result;
        this.scores = result.scores();
    }

    /**
     * Makes a folder, and checks before any work that the files can be written.
     *
     * @throws OutputException if a file exists and may not be replaced, or the folder cannot be written
     */
    public static void prepare(Path folder, boolean overwrite) throws OutputException {
        OutputFolder.prepare(folder, FILES, overwrite);
    }

    /**
     * Writes {@link #FILES}, replacing older ones.
     *
     * @param folder is made if it does not exist
     * @throws OutputException if one cannot be written
     */
    public void write(Path folder) throws OutputException {
        OutputFolder.make(folder);
        write(folder.resolve(SCORES), csv());
        write(folder.resolve(CONFUSION), confusion());
        write(folder.resolve(JSON), json());
    }

    private static void write(Path file, String text) throws OutputException {
        try {
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    /** Returns the text of {@code segmentation.csv}; a value that does not exist is an empty field. */
    public String csv() {
        String maps = String.valueOf(result.maps().size());
        String program = result.provenance().program();
        StringBuilder text =
                new StringBuilder(Csv.row(List.of("score", "class", "name", "value", "maps", "failed", "program")));
        String failed = String.valueOf(result.failures().size());
        for (int c = 0; c < result.classes().size(); c++) {
            String index = String.valueOf(c);
            String name = result.classes().get(c);
            text.append(
                    Csv.row(List.of("iou", index, name, Csv.number(scores.iou().get(c)), maps, failed, program)));
            text.append(Csv.row(List.of(
                    "accuracy", index, name, Csv.number(scores.accuracy().get(c)), maps, failed, program)));
        }
        result.overall()
                .forEach((key, value) ->
                        text.append(Csv.row(List.of(key, "", "", Csv.number(value), maps, failed, program))));
        return text.toString();
    }

    /** Returns the text of {@code confusion.csv}. */
    public String confusion() {
        List<String> head = new ArrayList<>(List.of("true class"));
        head.addAll(result.classes());
        StringBuilder text = new StringBuilder(Csv.row(head));
        for (int truth = 0; truth < result.classes().size(); truth++) {
            List<String> row = new ArrayList<>(List.of(result.classes().get(truth)));
            for (long count : row(truth)) {
                row.add(String.valueOf(count));
            }
            text.append(Csv.row(row));
        }
        return text.toString();
    }

    private List<Long> row(int truth) {
        List<Long> row = new ArrayList<>();
        for (int prediction = 0; prediction < result.classes().size(); prediction++) {
            row.add(result.matrix().count(truth, prediction));
        }
        return row;
    }

    /** Returns the text of {@code segmentation.json}. */
    public String json() {
        return text(INDENTED) + "\n";
    }

    /** Returns the same on one line, without its end. */
    public String jsonLine() {
        return text(LINE);
    }

    private String text(ObjectWriter writer) {
        try {
            return writer.writeValueAsString(content());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts cannot be written as JSON", e);
        }
    }

    private Map<String, @Nullable Object> content() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("program", result.provenance().program());
        json.put("time", result.provenance().time().toString());
        json.put("machine", result.provenance().machine());
        json.put("settings", result.provenance().settings());
        json.put("inputs", result.provenance().inputs());
        result.overall().forEach((key, value) -> json.put(key, nullable(value)));
        if (!result.reasons().isEmpty()) {
            json.put("reasons", result.reasons());
        }
        json.put("classes", classes());
        json.put("maps", result.maps());
        json.put("failures", failures());
        return json;
    }

    private List<Map<String, String>> failures() {
        List<Map<String, String>> failures = new ArrayList<>();
        for (SegmentationResult.Failure failure : result.failures()) {
            Map<String, String> json = new LinkedHashMap<>();
            json.put("map", failure.map());
            json.put("reason", failure.reason());
            failures.add(json);
        }
        return failures;
    }

    private List<Map<String, @Nullable Object>> classes() {
        ConfusionMatrix matrix = result.matrix();
        List<Map<String, @Nullable Object>> classes = new ArrayList<>();
        for (int c = 0; c < result.classes().size(); c++) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("name", result.classes().get(c));
            json.put("iou", nullable(scores.iou().get(c)));
            json.put("accuracy", nullable(scores.accuracy().get(c)));
            result.reason(c).ifPresent(reason -> json.put("reason", reason));
            json.put("truePixels", matrix.ofTruth(c));
            json.put("predictedPixels", matrix.ofPrediction(c));
            json.put("takenFor", row(c));
            classes.add(json);
        }
        return classes;
    }

    private static @Nullable Double nullable(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
