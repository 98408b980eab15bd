// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.datasets.boxes.BoxImage;
import io.github.psfusion.downstream.onnx.ClassMatch;
import io.github.psfusion.downstream.onnx.OnnxDetector;
import io.github.psfusion.evaluation.DetectionEvaluation;
import io.github.psfusion.evaluation.DetectionResult;
import io.github.psfusion.evaluation.NamedPath;
import io.github.psfusion.evaluation.ScoreOrigin;
import io.github.psfusion.evaluation.WorkListener;
import io.github.psfusion.evaluation.report.DetectionReport;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.metrics.detection.Detection;
import io.github.psfusion.metrics.detection.DetectionProtocol;
import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

/**
 * Runs a detector of others, as it is, on each input row, and scores what it finds against true boxes: on the held-out pairs, or on all
 * pairs of a data set without held-out ones. A row is stored, and skipped once it is finished.
 */
public final class DetectionExperiment {
    /** Name of the file with the detections of a row, in {@code runs/ROW/frozen}. */
    public static final String DETECTIONS = "detections.json";

    private final List<InputRow> rows;
    private final TrueBoxes truth;
    private final List<String> truthClasses;
    private final Path folder;
    private final RowImages images;

    private DetectionExperiment(
            List<InputRow> rows, TrueBoxes truth, List<String> truthClasses, Path folder, RowImages images) {
        this.rows = List.copyOf(rows);
        this.truth = truth;
        this.truthClasses = List.copyOf(truthClasses);
        this.folder = folder;
        this.images = images;
    }

    /**
     * Finds the pairs and reads the true boxes.
     *
     * @param boxes true boxes, in any of the formats of {@link io.github.psfusion.datasets.boxes.BoxFile}
     * @param classes names of the classes of the true boxes by number, for files with numbers; may be empty
     * @param folder where everything is stored
     * @throws IllegalArgumentException if a row has no image of three channels
     * @throws DatasetException if there is no pair, or no box is of any of them
     */
    public static DetectionExperiment of(
            List<InputRow> rows,
            Path data,
            Path boxes,
            List<String> classes,
            Path folder,
            PairWindows windows,
            DecodeLimits limits)
            throws IOException {
        for (InputRow row : rows) {
            row.requireImage();
            if (row.kind() == InputRow.Kind.HEAD) {
                throw new IllegalArgumentException(
                        row.name() + ": this row predicts class maps, no boxes. Leave it out");
            }
        }
        return new DetectionExperiment(
                rows,
                TrueBoxes.of(boxes, classes, HeldOutPairs.of(data), limits),
                classes,
                folder,
                new RowImages(folder.resolve("inputs"), windows, limits));
    }

    /** Returns the number of pairs. */
    public int pairs() {
        return truth.pairs().size();
    }

    /**
     * What a row has come to.
     *
     * @param row the row
     * @param facts that bear on its detections, the same for all rows
     * @param milliseconds for an image, the median
     */
    public record RowOutcome(InputRow row, Map<String, String> facts, double milliseconds) {
        /** Copies the map, in its order. */
        public RowOutcome {
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        }
    }

    /**
     * Detects what is not finished yet.
     *
     * @param named classes of the true boxes by those of the detector, where their names differ
     * @param program written into the files
     * @return the rows in their order
     * @throws DatasetException if no class of the detector is one of the true boxes
     * @throws CancellationException if the listener cancels the work
     */
    public List<RowOutcome> run(OnnxDetector detector, Map<String, String> named, String program, WorkListener listener)
            throws IOException {
        ClassMatch match = ClassMatch.of(detector.classes(), truth.names(), named);
        Map<String, String> facts = new LinkedHashMap<>(detector.facts());
        facts.put("classes_matched", match.toString());
        if (!match.unmatched().isEmpty()) {
            facts.put(
                    "classes_left_out",
                    match.unmatched().size() + " of the detector, which the true boxes do not have");
        }
        if (!match.missing().isEmpty()) {
            facts.put("classes_that_the_detector_does_not_have", String.join(", ", match.missing()));
        }
        List<RowOutcome> outcomes = new ArrayList<>();
        for (InputRow row : rows) {
            outcomes.add(run(row, detector, match, facts, program, listener, outcomes.size() * pairs()));
        }
        return List.copyOf(outcomes);
    }

    private static void check(WorkListener listener) {
        if (listener.cancelled()) {
            throw new CancellationException("stopped; the same command continues");
        }
    }

    private RowOutcome run(
            InputRow row,
            OnnxDetector detector,
            ClassMatch match,
            Map<String, String> facts,
            String program,
            WorkListener listener,
            int before)
            throws IOException {
        List<PairFiles> ofRow = images.of(row, truth.pairs(), () -> check(listener));
        Map<String, String> settings = new LinkedHashMap<>(facts);
        settings.put("row", row.name());
        settings.put("images", RowImages.digest(ofRow));
        settings.put(
                "ids",
                truth.classes() + " "
                        + truth.images().stream().map(BoxImage::id).toList());
        StoredRun stored = stored(row);
        stored.claim(settings);
        Optional<StoredRun.Result> finished = stored.result();
        if (finished.isPresent()) {
            return new RowOutcome(row, facts, finished.get().milliseconds());
        }
        PairReader reader = PairReader.ofReadable(ofRow, images.windows(), images.limits(), () -> check(listener));
        List<List<Detection>> found = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (PairFiles pair : ofRow) {
            Image image = reader.read(pair).images().visible();
            long start = System.nanoTime();
            List<Detection> all = detector.detect(image, row.name() + ", " + pair.name());
            seconds.add((System.nanoTime() - start) * 1e-9);
            found.add(matched(all, match));
            listener.advanced(before + found.size(), rows.size() * pairs(), row.name() + ", " + pair.name());
            check(listener);
        }
        new DetectionsFile(truth.images(), truth.classes()).write(detections(row), found, program);
        StoredRun.Result result = new StoredRun.Result(Medians.milliseconds(seconds), 0);
        stored.finish(result, settings);
        return new RowOutcome(row, facts, result.milliseconds());
    }

    /** Returns the detections of classes that the true boxes have, as these. */
    private static List<Detection> matched(List<Detection> detections, ClassMatch match) {
        List<Detection> matched = new ArrayList<>();
        for (Detection detection : detections) {
            OptionalInt index = match.indices().get(detection.category());
            if (index.isPresent()) {
                matched.add(new Detection(index.getAsInt(), detection.box(), detection.score()));
            }
        }
        return matched;
    }

    private StoredRun stored(InputRow row) {
        return new StoredRun(folder.resolve("runs").resolve(row.name()).resolve("frozen"));
    }

    private Path detections(InputRow row) {
        return stored(row).path().resolve(DETECTIONS);
    }

    /**
     * Scores the stored detections of all rows.
     *
     * @param outcomes what {@link #run} gave
     */
    public DetectionReport score(
            List<RowOutcome> outcomes, DetectionProtocol protocol, ScoreOrigin origin, WorkListener listener)
            throws IOException {
        List<NamedPath> detections = rows.stream()
                .map(row -> new NamedPath(row.name(), detections(row)))
                .toList();
        Path list = folder.resolve("images.txt");
        StringBuilder names = new StringBuilder();
        truth.images().forEach(image -> names.append(image.name()).append('\n'));
        AtomicFile.write(list, names.toString().getBytes(StandardCharsets.UTF_8));
        DetectionResult result = DetectionEvaluation.read(
                        new DetectionEvaluation.Inputs(truth.path(), detections, truthClasses, null, list),
                        images.limits(),
                        listener)
                .run(protocol, origin)
                .withNotes(truth.notes());
        return new DetectionReport(result, DetectionRows.sections(outcomes, result));
    }
}
