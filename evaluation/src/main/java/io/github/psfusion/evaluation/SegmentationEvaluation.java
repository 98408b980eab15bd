// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.ImageFolder;
import io.github.psfusion.datasets.NameList;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.metrics.segmentation.BoundaryIou;
import io.github.psfusion.metrics.segmentation.CalibrationError;
import io.github.psfusion.metrics.segmentation.ClassCounts;
import io.github.psfusion.metrics.segmentation.ConfusionMatrix;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.platform.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Scores predicted class maps against true ones: one confusion matrix over a whole set. Maps are partners by name; their
 * extensions may differ. Where predicted maps have the names that {@code fuse --save classes} gives them, {@code NAME_classes},
 * only those are predictions, and the fused images and other outputs beside them are not.
 */
public final class SegmentationEvaluation {
    /** What {@code fuse --save classes} appends to the name of a pair. */
    private static final String SAVED = "_classes";

    private final List<LabeledPrediction> pairs;
    private final List<Path> withoutPrediction;
    private final List<Path> withoutTruth;
    /** Files of confidences by the key of a map's name; empty where none are scored. */
    private final Optional<Map<String, Path>> confidences;

    private SegmentationEvaluation(
            List<LabeledPrediction> pairs,
            List<Path> withoutPrediction,
            List<Path> withoutTruth,
            Optional<Map<String, Path>> confidences) {
        this.confidences = confidences;
        this.pairs = List.copyOf(pairs);
        this.withoutPrediction = List.copyOf(withoutPrediction);
        this.withoutTruth = List.copyOf(withoutTruth);
    }

    /**
     * Finds the maps of two folders.
     *
     * @throws DatasetException if a folder is missing or has ambiguous names, if both are the same, or no name is in both
     */
    public static SegmentationEvaluation between(Path truths, Path predictions) throws IOException {
        Map<String, Path> truthByKey = ImageFolder.list(truths).unambiguous();
        Map<String, Path> predictionByKey =
                predicted(ImageFolder.list(predictions).unambiguous(), truthByKey.keySet());
        if (Files.isSameFile(truths, predictions)) {
            throw new DatasetException(
                    truths + ": the folders of true and of predicted class maps are the same one. Name two folders.");
        }
        List<LabeledPrediction> pairs = new ArrayList<>();
        List<Path> withoutPrediction = new ArrayList<>();
        truthByKey.forEach((key, truth) -> {
            Path prediction = predictionByKey.get(key);
            if (prediction == null) {
                withoutPrediction.add(truth);
            } else {
                pairs.add(new LabeledPrediction(ImageFolder.name(truth), truth, prediction));
            }
        });
        if (pairs.isEmpty()) {
            throw new DatasetException(predictions + ": contains no images whose names match any of the "
                    + Counted.of(truthByKey.size(), "class map") + " in " + truths
                    + ". Predicted maps have the names of the true ones; any extension of an image will do.");
        }
        List<Path> withoutTruth = predictionByKey.entrySet().stream()
                .filter(prediction -> !truthByKey.containsKey(prediction.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return new SegmentationEvaluation(pairs, withoutPrediction, withoutTruth, Optional.empty());
    }

    /** Returns the predicted maps by the names of the true ones. */
    private static Map<String, Path> predicted(Map<String, Path> images, Set<String> truths) {
        Map<String, Path> saved = new LinkedHashMap<>();
        images.forEach((key, file) -> {
            if (key.endsWith(SAVED) && !truths.contains(key)) {
                saved.put(key.substring(0, key.length() - SAVED.length()), file);
            }
        });
        boolean network = saved.keySet().stream().anyMatch(truths::contains);
        return network ? saved : images;
    }

    /**
     * Returns only the maps that a list file names.
     *
     * @param listFile as in {@link io.github.psfusion.datasets.Pairing#listed}
     * @throws DatasetException if the list names a map that is not in both folders
     */
    public SegmentationEvaluation listed(Path listFile) throws IOException {
        List<LabeledPrediction> named = NameList.read(listFile)
                .select(pairs, LabeledPrediction::name, "the class maps, which must be in both folders");
        return new SegmentationEvaluation(named, List.of(), List.of(), confidences);
    }

    /** Returns only the maps of these names. */
    SegmentationEvaluation only(Set<String> names) {
        List<LabeledPrediction> named =
                pairs.stream().filter(pair -> names.contains(pair.name())).toList();
        return new SegmentationEvaluation(named, List.of(), List.of(), confidences);
    }

    /**
     * Returns this evaluation with the calibration of confidences.
     *
     * @param folder images of the names of the true maps, whose gray levels, black for 0 and white for 1, are the probability of
     *     the predicted class at each pixel
     */
    public SegmentationEvaluation withConfidences(Path folder) throws IOException {
        return new SegmentationEvaluation(
                pairs,
                withoutPrediction,
                withoutTruth,
                Optional.of(ImageFolder.list(folder).unambiguous()));
    }

    /** Returns the maps in natural order of their names, or in that of the list. */
    public List<LabeledPrediction> pairs() {
        return pairs;
    }

    /** Returns the true maps without a predicted one. */
    List<Path> withoutPrediction() {
        return withoutPrediction;
    }

    /** Returns the predicted maps without a true one. */
    List<Path> withoutTruth() {
        return withoutTruth;
    }

    /** Returns the maps without a partner as {@link #run} counts them: failures, since a score over fewer maps is another score. */
    public List<SegmentationResult.Failure> withoutPartner() {
        List<SegmentationResult.Failure> failures = new ArrayList<>();
        withoutPrediction.forEach(truth -> failures.add(withoutPartner(truth, "predicted")));
        withoutTruth.forEach(prediction -> failures.add(withoutPartner(prediction, "true")));
        return List.copyOf(failures);
    }

    private static SegmentationResult.Failure withoutPartner(Path map, String other) {
        return new SegmentationResult.Failure(
                ImageFolder.name(map),
                map + ": there is no " + other
                        + " class map of this name. Add it, or name the maps that count (--list).");
    }

    /** Returns a sentence for each kind of maps without a partner, so that they can be reported before any work. */
    public List<String> notes() {
        List<String> sentences = new ArrayList<>();
        note(sentences, withoutPrediction, "true", "predicted");
        note(sentences, withoutTruth, "predicted", "true");
        return List.copyOf(sentences);
    }

    private void note(List<String> sentences, List<Path> maps, String kind, String other) {
        if (!maps.isEmpty()) {
            sentences.add(maps.size() + " of " + (pairs.size() + maps.size()) + " " + kind + " class maps have no "
                    + other
                    + " partner of the same name and are left out:\n  "
                    + Excerpt.of(
                            maps.stream()
                                    .map(file -> String.valueOf(file.getFileName()))
                                    .toList(),
                            ScoreNotes.MAX_NAMES));
        }
    }

    /**
     * Scores. The provenance of the result holds the SHA-256 of what was scored.
     *
     * @param origin who makes the scores
     * @param classes names of the classes, in their order
     * @param threads how many maps are read at a time, at least 1
     * @throws CancellationException if the listener cancels the work
     */
    public SegmentationResult run(
            List<String> classes, DecodeLimits limits, int threads, ScoreOrigin origin, WorkListener listener)
            throws InterruptedException {
        InputDigests digests = new InputDigests();
        List<Optional<Scored>> scored = Collections.synchronizedList(new ArrayList<>());
        pairs.forEach(pair -> scored.add(Optional.empty()));
        Map<LabeledPrediction, Integer> indexes = new HashMap<>();
        pairs.forEach(pair -> indexes.put(pair, indexes.size()));
        List<Optional<String>> outcomes = pairs.isEmpty()
                ? List.of()
                : new PairsInParallel<>(threads, LabeledPrediction::name, listener)
                        .run(
                                pairs,
                                pair -> {
                                    if (listener.cancelled()) {
                                        throw new CancellationException("cancelled before " + pair.name());
                                    }
                                    try {
                                        Scored map = score(pair, limits, digests, classes.size());
                                        scored.set(indexes.getOrDefault(pair, 0), Optional.of(map));
                                        return Optional.empty();
                                    } catch (IOException e) {
                                        return Optional.of(Failures.reason(e));
                                    }
                                },
                                pair -> Optional.of(
                                        pair.truth()
                                                + ": there is too little memory for this map. Give Java more (JAVA_OPTS=-Xmx8g)."));
        ConfusionMatrix total = new ConfusionMatrix(classes.size());
        BoundaryIou boundary = BoundaryIou.ofDiagonal(classes.size());
        BoundaryIou thin = BoundaryIou.ofWidth(classes.size(), SegmentationResult.THIN);
        CalibrationError calibration = new CalibrationError();
        List<ClassCounts> counts = new ArrayList<>();
        List<String> counted = new ArrayList<>();
        List<SegmentationResult.Failure> failures = new ArrayList<>(withoutPartner());
        for (int i = 0; i < pairs.size(); i++) {
            String name = pairs.get(i).name();
            outcomes.get(i).ifPresent(reason -> failures.add(new SegmentationResult.Failure(name, reason)));
            scored.get(i).ifPresent(map -> {
                counted.add(name);
                counts.add(map.matrix().counts());
                total.add(map.matrix());
                boundary.add(map.boundary());
                thin.add(map.thin());
                calibration.add(map.calibration());
            });
        }
        List<Path> files = new ArrayList<>();
        pairs.forEach(pair -> files.add(pair.truth()));
        pairs.forEach(pair -> files.add(pair.prediction()));
        ScoreProvenance provenance =
                ScoreProvenance.collect(origin, Map.of("classes", String.join(", ", classes)), digests.of(files));
        return new SegmentationResult(
                provenance,
                classes,
                counted,
                total,
                counts,
                boundary,
                thin,
                confidences.isPresent() ? Optional.of(calibration) : Optional.empty(),
                failures);
    }

    /** The scores of one map. */
    private record Scored(
            ConfusionMatrix matrix, BoundaryIou boundary, BoundaryIou thin, CalibrationError calibration) {}

    /** Scores a map; the message of an exception is why it could not. */
    private Scored score(LabeledPrediction pair, DecodeLimits limits, InputDigests digests, int classes)
            throws IOException {
        LabelMap truth = ImageFiles.readLabels(pair.truth(), limits, digests);
        LabelMap prediction = ImageFiles.readLabels(pair.prediction(), limits, digests);
        requireSize(pair.prediction(), prediction.width(), prediction.height(), pair.truth(), truth);
        ConfusionMatrix matrix = new ConfusionMatrix(classes);
        Optional<String> unknown = matrix.unknown(truth, prediction);
        if (unknown.isPresent()) {
            throw new DatasetException(
                    pair.prediction() + ": " + unknown.get() + ". Correct the map, or give the classes (--classes).");
        }
        matrix.add(truth, prediction);
        BoundaryIou boundary = BoundaryIou.ofDiagonal(classes);
        boundary.add(truth, prediction);
        BoundaryIou thin = BoundaryIou.ofWidth(classes, SegmentationResult.THIN);
        thin.add(truth, prediction);
        CalibrationError calibration = new CalibrationError();
        if (confidences.isPresent()) {
            Path file = confidences.get().get(ImageFolder.key(pair.name()));
            if (file == null) {
                throw new DatasetException(pair.truth()
                        + ": there is no image of confidences of this name. Add it, or leave out --confidence.");
            }
            addConfidences(file, limits, pair, truth, prediction, classes, calibration);
        }
        return new Scored(matrix, boundary, thin, calibration);
    }

    private static void requireSize(Path file, int width, int height, Path truthFile, LabelMap truth)
            throws DatasetException {
        if (truth.width() != width || truth.height() != height) {
            throw new DatasetException(file + ": " + width + " x " + height + " pixels, but the true map " + truthFile
                    + " has " + truth.width() + " x " + truth.height() + ". Both must be of equal size.");
        }
    }

    private static void addConfidences(
            Path file,
            DecodeLimits limits,
            LabeledPrediction pair,
            LabelMap truth,
            LabelMap prediction,
            int classes,
            CalibrationError calibration)
            throws IOException {
        Image image = ImageFiles.read(file, limits).image();
        requireSize(file, image.width(), image.height(), pair.truth(), truth);
        if (!(image instanceof Plane plane)) {
            throw new DatasetException(
                    file + ": the image has colors. Confidences are one gray channel, 8 or 16 bits.");
        }
        float[] samples = plane.toArray();
        byte[] actual = truth.toArray();
        byte[] predicted = prediction.toArray();
        for (int i = 0; i < samples.length; i++) {
            if ((actual[i] & 0xFF) < classes) {
                calibration.add(samples[i], actual[i] == predicted[i]);
            }
        }
    }
}
