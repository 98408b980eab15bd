// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.segmentation.BoundaryIou;
import io.github.psfusion.metrics.segmentation.CalibrationError;
import io.github.psfusion.metrics.segmentation.ClassCounts;
import io.github.psfusion.metrics.segmentation.ConfusionMatrix;
import io.github.psfusion.metrics.segmentation.PerImageIou;
import io.github.psfusion.metrics.segmentation.SegmentationScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How well class maps were predicted, over a whole set.
 *
 * @param provenance what makes it repeatable
 * @param classes names of the classes, in their order
 * @param maps names of the maps that count
 * @param matrix pixels by true and predicted class; not to be changed
 * @param counts pixels of each class in each of the maps
 * @param boundary the scores of outlines as wide as 2 % of the diagonal; not to be changed
 * @param thinBoundary those of outlines of {@value #THIN} pixels; not to be changed
 * @param calibration of the confidences, where they were given; not to be changed
 * @param failures maps that do not count: those without a partner, then those that could not be compared
 */
public record SegmentationResult(
        ScoreProvenance provenance,
        List<String> classes,
        List<String> maps,
        ConfusionMatrix matrix,
        List<ClassCounts> counts,
        BoundaryIou boundary,
        BoundaryIou thinBoundary,
        Optional<CalibrationError> calibration,
        List<Failure> failures) {
    /** Width of the thin boundary in pixels. */
    public static final int THIN = 3;

    /** The share of the worst images, in percent. */
    public static final int WORST = 10;

    /**
     * A map that does not count.
     *
     * @param map its name
     * @param reason why, in one sentence or more
     */
    public record Failure(String map, String reason) {}

    /** Copies the lists. */
    public SegmentationResult {
        classes = List.copyOf(classes);
        maps = List.copyOf(maps);
        counts = List.copyOf(counts);
        failures = List.copyOf(failures);
    }

    /** Returns this result with other failures. */
    SegmentationResult withFailures(List<Failure> others) {
        return new SegmentationResult(
                provenance, classes, maps, matrix, counts, boundary, thinBoundary, calibration, others);
    }

    /** Returns what follows from the matrix. */
    public SegmentationScores scores() {
        return SegmentationScores.of(matrix);
    }

    /** Returns the IoU of each map. */
    public PerImageIou images() {
        return PerImageIou.of(counts);
    }

    /**
     * Returns the mean IoU over the set of those maps that are named, their pixels summed first.
     *
     * @param names of maps
     */
    public OptionalDouble meanIou(Set<String> names) {
        List<ClassCounts> named = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            if (names.contains(maps.get(i))) {
                named.add(counts.get(i));
            }
        }
        int[] once = new int[named.size()];
        Arrays.fill(once, 1);
        return SegmentationBootstrap.meanIou(named, once);
    }

    /** Returns the scores over all classes by the keys of {@code segmentation.json}; empty where there is none. */
    public Map<String, OptionalDouble> overall() {
        SegmentationScores scores = scores();
        Map<String, OptionalDouble> overall = new LinkedHashMap<>();
        overall.put("meanIou", scores.meanIou());
        overall.put("meanIouWithoutFirst", scores.meanIouWithoutFirst());
        overall.put("meanIouAbsentAsZero", OptionalDouble.of(scores.meanIouAbsentAsZero()));
        overall.put("pixelAccuracy", scores.pixelAccuracy());
        overall.put("meanAccuracy", scores.meanAccuracy());
        overall.put("frequencyWeightedIou", scores.frequencyWeightedIou());
        PerImageIou images = images();
        overall.put("meanIouPerImage", images.meanOverImages(PerImageIou.ALL));
        overall.put("meanIouPerImageWorst10", images.meanOverImages(WORST));
        overall.put("meanIouPerClassAndImage", images.meanOverClasses(PerImageIou.ALL));
        overall.put("meanIouPerClassAndImageWorst10", images.meanOverClasses(WORST));
        overall.put("boundaryIou", boundary.mean());
        overall.put("boundaryIou" + THIN, thinBoundary.mean());
        calibration.ifPresent(error -> overall.put("calibrationError", error.value()));
        return overall;
    }

    /** Returns why a score over all classes is empty, by its key in {@link #overall}. */
    public Map<String, String> reasons() {
        String reason = matrix.total() == 0
                ? "no pixel has a known true class"
                : "only the first class is in the labels or predicted";
        Map<String, String> reasons = new LinkedHashMap<>();
        overall().forEach((key, value) -> {
            if (value.isEmpty()) {
                reasons.put(key, reason);
            }
        });
        return reasons;
    }

    /** Returns why a class has no accuracy, and no IoU either where it is not predicted; empty if it has both. */
    public Optional<String> reason(int index) {
        SegmentationScores scores = scores();
        if (scores.accuracy().get(index).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                scores.iou().get(index).isEmpty()
                        ? "the class is neither in the labels nor predicted"
                        : "the class is not in the labels");
    }

    /** Returns a sentence for each reason for which scores are empty. */
    public List<String> notes() {
        Map<String, List<String>> classesByReason = new LinkedHashMap<>();
        for (int c = 0; c < classes.size(); c++) {
            String name = classes.get(c);
            reason(c)
                    .ifPresent(reason -> classesByReason
                            .computeIfAbsent(reason, key -> new ArrayList<>())
                            .add(name));
        }
        List<String> sentences = new ArrayList<>();
        classesByReason.forEach(
                (reason, names) -> sentences.add("undefined for " + String.join(", ", names) + ": " + reason + "."));
        reasons().values().stream()
                .distinct()
                .forEach(reason -> sentences.add("undefined over all classes: " + reason + "."));
        return List.copyOf(sentences);
    }
}
