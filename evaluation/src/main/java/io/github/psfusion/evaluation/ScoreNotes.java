// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.platform.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sentences on what scores leave out, for a console or a log: missing images, failures, and values that no mean counts. */
public final class ScoreNotes {
    /** Most names in a sentence. */
    static final int MAX_NAMES = 20;

    private ScoreNotes() {}

    /**
     * Returns a sentence for each entry that lacks images.
     *
     * @param missing the images that do not exist
     * @param pairs number of all pairs
     */
    public static List<String> missing(List<MissingImage> missing, int pairs) {
        Map<String, List<MissingImage>> byEntry = missing.stream()
                .collect(Collectors.groupingBy(
                        MissingImage::entry, LinkedHashMap::new, Collectors.toUnmodifiableList()));
        List<String> sentences = new ArrayList<>();
        byEntry.forEach((entry, images) -> sentences.add(images.size() + " of " + pairs + " pairs have no image in "
                + images.get(0).folder() + " and are left out of " + entry + ":\n  "
                + Excerpt.of(images.stream().map(MissingImage::pair).toList(), MAX_NAMES)));
        return List.copyOf(sentences);
    }

    /** Returns a sentence for each metric of a method that has values which no mean counts, with their number and reasons. */
    public static List<String> notCounted(FusionScores scores) {
        return scores.methods().stream()
                .flatMap(method -> scores.metrics().stream()
                        .map(metric -> notCounted(method, metric))
                        .flatMap(Optional::stream))
                .toList();
    }

    private static Optional<String> notCounted(MethodScores method, MetricDescription metric) {
        Set<String> reasons = new LinkedHashSet<>();
        int undefined = 0;
        int notFinite = 0;
        for (PairScores scores : method.pairs()) {
            MetricValue value = scores.values().get(metric.key());
            if (value instanceof MetricValue.Undefined without) {
                undefined++;
                reasons.add(without.reason());
            } else if (value != null && !value.counts()) {
                notFinite++;
            }
        }
        List<String> parts = new ArrayList<>();
        if (undefined > 0) {
            parts.add(undefined + " undefined (" + String.join("; ", reasons) + ")");
        }
        if (notFinite > 0) {
            parts.add(notFinite + " not a finite number");
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(method.method().key() + ", " + metric.key() + ": of "
                        + method.pairs().size() + " values " + String.join(" and ", parts)
                        + "; the mean leaves them out.");
    }

    /**
     * Returns a sentence for each image that could not be scored.
     *
     * @param reported images that do not exist and were reported before; they are left out
     */
    public static List<String> failures(FusionScores scores, List<MissingImage> reported) {
        return scores.failures().stream()
                .filter(failure -> reported.stream()
                        .noneMatch(missing -> missing.entry().equals(failure.method())
                                && missing.pair().equals(failure.pair())))
                .map(failure -> failure.pair() + " failed for " + failure.method() + ": " + failure.reason())
                .toList();
    }
}
