// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.platform.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sentences on what scores leave out, for a console or a log: missing images, failures, and values that no mean counts. */
public final class ScoreNotes {
    /** Most names in a sentence. */
    static final int MAX_NAMES = 20;

    /** The setting of a method that names the type in which its network computes. */
    private static final String PRECISION = "precision";

    private ScoreNotes() {}

    /**
     * Returns a sentence for the entries that lack images; entries that lack those of the same pairs share one.
     *
     * @param missing the images that do not exist
     * @param pairs number of all pairs
     */
    public static List<String> missing(List<MissingImage> missing, int pairs) {
        Map<String, List<MissingImage>> byEntry = missing.stream()
                .collect(Collectors.groupingBy(
                        MissingImage::entry, LinkedHashMap::new, Collectors.toUnmodifiableList()));
        Map<List<String>, List<MissingImage>> byPairs = new LinkedHashMap<>(); // an image of each entry
        byEntry.forEach((entry, images) -> byPairs.computeIfAbsent(
                        images.stream().map(MissingImage::pair).toList(), same -> new ArrayList<>())
                .add(images.get(0)));
        List<String> sentences = new ArrayList<>();
        byPairs.forEach((names, entries) -> sentences.add(names.size() + " of " + pairs + " pairs have no image in "
                + (entries.size() == 1 ? entries.get(0).folder() : Counted.of(entries.size(), "folder"))
                + " and are left out of "
                + entries.stream().map(MissingImage::entry).collect(Collectors.joining(", ")) + ":\n  "
                + Excerpt.of(names, MAX_NAMES)));
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
     * Returns sentences on the pairs that means, ranks and marks are of, and on what is not ranked; none where every mean is over
     * all pairs, or there is one method alone.
     */
    public static List<String> common(ScoreTable table) {
        CommonPairs common = table.common();
        FusionScores scores = table.scores();
        if (common.isWhole() || scores.methods().size() == 1) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        String number = byNumber(table, common::count) + ".";
        if (common.ranked() > 1) {
            sentences.add(
                    "Means, ranks and marks are over the pairs on which all ranked methods have a value, those of the"
                            + " source baselines, too: " + number);
        } else if (common.ranked() == 1) {
            sentences.add("All means are over the pairs on which the method has a value: " + number);
        }
        sentences.addAll(incomplete(table));
        for (int method = 0; method < scores.methods().size(); method++) {
            if (!common.isRanked(method) && !table.isBaseline(method)) {
                sentences.add(
                        scores.methods().get(method).method().key() + " has no value on any pair and is not ranked.");
            }
        }
        for (int metric = 0; metric < scores.metrics().size(); metric++) {
            sentences.addAll(ofMetric(table, metric));
        }
        return List.copyOf(sentences);
    }

    /** Returns a sentence for each number of pairs on which ranked methods have values, where these are not all. */
    private static List<String> incomplete(ScoreTable table) {
        FusionScores scores = table.scores();
        Map<String, List<String>> methods = new LinkedHashMap<>();
        for (int method = 0; method < scores.methods().size() && table.common().ranked() > 1; method++) {
            int row = method;
            if (table.isRanked(method)) {
                methods.computeIfAbsent(
                                byNumber(
                                        table,
                                        metric -> table.summary(row, metric).available()),
                                number -> new ArrayList<>())
                        .add(scores.methods().get(method).method().key());
            }
        }
        methods.remove(String.valueOf(scores.pairs().size()));
        List<String> sentences = new ArrayList<>();
        methods.forEach((number, names) -> sentences.add(String.join(", ", names)
                + (names.size() == 1 ? " has" : " have") + " values on " + number + " pairs."));
        return sentences;
    }

    /** Returns {@code 3 of 6} where all metrics have one number, else {@code 6 (EN, SD), 5 of 6 (VIF)}. */
    private static String byNumber(ScoreTable table, IntUnaryOperator number) {
        int pairs = table.scores().pairs().size();
        Map<Integer, List<String>> keys = new LinkedHashMap<>();
        for (int metric = 0; metric < table.scores().metrics().size(); metric++) {
            keys.computeIfAbsent(number.applyAsInt(metric), count -> new ArrayList<>())
                    .add(table.scores().metrics().get(metric).key());
        }
        return keys.entrySet().stream()
                .map(entry -> (entry.getKey() == pairs ? "" + pairs : entry.getKey() + " of " + pairs)
                        + (keys.size() == 1 ? "" : " (" + String.join(", ", entry.getValue()) + ")"))
                .collect(Collectors.joining(", "));
    }

    private static List<String> ofMetric(ScoreTable table, int metric) {
        CommonPairs common = table.common();
        String key = table.scores().metrics().get(metric).key();
        List<String> without = common.without(metric).stream()
                .map(method -> table.scores().methods().get(method).method().key())
                .toList();
        List<String> sentences = new ArrayList<>();
        if (!without.isEmpty()) {
            sentences.add(key + " has no value for " + String.join(", ", without) + "; it "
                    + (common.hasRanks(metric) ? "is ranked among the others and " : "has no ranks and ")
                    + "enters no mean rank.");
        } else if (common.count(metric) == 0
                && IntStream.range(0, table.scores().methods().size())
                        .anyMatch(method -> common.isRanked(method)
                                && table.summary(method, metric).available() > 0)) {
            sentences.add(
                    key + " has no pair on which all methods have a value; it has no means and enters no mean rank.");
        }
        return sentences;
    }

    /**
     * Returns a sentence for each image that could not be scored; one for those of a method with one reason.
     *
     * @param reported images that do not exist and were reported before; they are left out
     */
    public static List<String> failures(FusionScores scores, List<MissingImage> reported) {
        Map<List<String>, List<String>> pairs = new LinkedHashMap<>();
        scores.failures().stream()
                .filter(failure -> reported.stream()
                        .noneMatch(missing -> missing.entry().equals(failure.method())
                                && missing.pair().equals(failure.pair())))
                .forEach(failure -> pairs.computeIfAbsent(
                                List.of(failure.method(), failure.reason()), key -> new ArrayList<>())
                        .add(failure.pair()));
        List<String> sentences = new ArrayList<>();
        pairs.forEach((key, names) ->
                sentences.add((names.size() == 1 ? names.get(0) : names.size() + " pairs") + " failed for " + key.get(0)
                        + ": " + key.get(1) + (names.size() == 1 ? "" : "\n  " + Excerpt.of(names, MAX_NAMES))));
        return List.copyOf(sentences);
    }

    /** Returns a sentence for each method whose weights were trained on pairs that are scored. */
    public static List<String> training(FusionScores scores) {
        List<String> sentences = new ArrayList<>();
        for (MethodScores method : scores.methods()) {
            TrainingOverlap overlap = method.overlap().orElse(TrainingOverlap.UNKNOWN);
            if (!overlap.pairs().isEmpty()) {
                sentences.add(method.method().key() + " was trained on " + (overlap.isComplete() ? "" : "at least ")
                        + overlap.pairs().size() + " of these " + scores.pairs().size()
                        + " pairs; its scores on them do not hold for other images.");
            }
        }
        return List.copyOf(sentences);
    }

    /** Returns a sentence on the precision of the networks that ran here; none where there are none. */
    public static List<String> precision(FusionScores scores) {
        String computed = scores.methods().stream()
                .filter(method -> method.method().settings().containsKey(PRECISION))
                .map(method -> method.method().key() + " in "
                        + method.method().settings().get(PRECISION))
                .collect(Collectors.joining(", "));
        return computed.isEmpty() ? List.of() : List.of("Computed: " + computed + ".");
    }

    /** Returns all sentences that belong below or above a table of means. */
    public static List<String> ofTable(ScoreTable table) {
        return Stream.of(common(table), precision(table.scores()), training(table.scores()))
                .flatMap(List::stream)
                .toList();
    }
}
