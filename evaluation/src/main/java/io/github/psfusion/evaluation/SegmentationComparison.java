// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.ImageFolder;
import io.github.psfusion.datasets.NameList;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.metrics.segmentation.ClassCounts;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Class maps of one or several methods, each of one or several runs, scored against the same true maps. Methods are compared on
 * the maps that all of them have.
 *
 * @param methods by name; several sets of maps of one name are its runs
 * @param groups names of the maps of each group, such as day and night
 * @param differences of each method to the best one, in the order of the methods; none for a single method
 * @param withoutPartner maps that no other map belongs to, which the notes name; they are failures of the results too
 * @param notes what a reader should know of the comparison
 */
public record SegmentationComparison(
        Map<String, List<SegmentationResult>> methods,
        Map<String, Set<String>> groups,
        List<Difference> differences,
        Set<SegmentationResult.Failure> withoutPartner,
        List<String> notes) {
    /**
     * How much a method differs from the best one in mean IoU.
     *
     * @param reference index of the best method
     * @param value mean over the runs, method minus best
     * @param low lower end of the 95 % interval; empty where there are too few maps
     * @param high upper end
     * @param p two-sided bootstrap p-value, corrected for the number of methods (Holm); empty for the best method
     */
    public record Difference(int reference, double value, OptionalDouble low, OptionalDouble high, OptionalDouble p) {
        Difference withP(double pValue) {
            return new Difference(reference, value, low, high, OptionalDouble.of(pValue));
        }
    }

    /**
     * What is scored.
     *
     * @param labels folder of the true maps
     * @param predictions folders of predicted maps; those of one name are runs of one method
     * @param confidences folders of the confidences of the predictions, as many as those, or none
     * @param groups {@code NAME=PATTERN} or {@code NAME=FILE}: of the maps whose names match a pattern such as {@code *N}, or are
     *     listed in a file
     * @param classes names of the classes, in their order
     * @param list file with the names of the maps that count; null for all
     */
    public record Inputs(
            Path labels,
            List<NamedPath> predictions,
            List<Path> confidences,
            List<String> groups,
            List<String> classes,
            @Nullable Path list) {
        /** Copies the lists. */
        public Inputs {
            if (!confidences.isEmpty() && confidences.size() != predictions.size()) {
                throw new IllegalArgumentException(confidences.size() + " folders of confidences for "
                        + predictions.size() + " of class maps; name one for each, in the same order");
            }
            predictions = List.copyOf(predictions);
            confidences = List.copyOf(confidences);
            groups = List.copyOf(groups);
            classes = List.copyOf(classes);
        }
    }

    /** Copies maps and lists, in their order. */
    public SegmentationComparison {
        methods = Collections.unmodifiableMap(new LinkedHashMap<>(methods));
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        differences = List.copyOf(differences);
        withoutPartner = Set.copyOf(withoutPartner);
        notes = List.copyOf(notes);
    }

    /**
     * Scores.
     *
     * @param threads how many maps are read at a time
     * @throws DatasetException if folders, lists or groups are not as they must be
     */
    public static SegmentationComparison run(
            Inputs inputs, DecodeLimits limits, int threads, ScoreOrigin origin, WorkListener listener)
            throws IOException, InterruptedException {
        List<SegmentationEvaluation> evaluations = new ArrayList<>();
        for (int i = 0; i < inputs.predictions().size(); i++) {
            SegmentationEvaluation found = SegmentationEvaluation.between(
                    inputs.labels(), inputs.predictions().get(i).path());
            found = inputs.list() == null ? found : found.listed(inputs.list());
            evaluations.add(
                    inputs.confidences().isEmpty()
                            ? found
                            : found.withConfidences(inputs.confidences().get(i)));
        }
        List<SegmentationResult> results = new ArrayList<>();
        Set<String> common = new LinkedHashSet<>();
        for (SegmentationEvaluation evaluation : evaluations) {
            results.add(evaluation.run(inputs.classes(), limits, threads, origin, listener));
            List<String> maps = results.get(results.size() - 1).maps();
            if (results.size() == 1) {
                common.addAll(maps);
            } else {
                common.retainAll(Set.copyOf(maps));
            }
        }
        List<String> notes = new ArrayList<>();
        Set<SegmentationResult.Failure> withoutPartner = new LinkedHashSet<>();
        for (SegmentationEvaluation evaluation : evaluations) {
            evaluation.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
            withoutPartner.addAll(evaluation.withoutPartner());
        }
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).maps().size() > common.size()) {
                notes.add(inputs.predictions().get(i).name() + ": "
                        + (results.get(i).maps().size() - common.size())
                        + " maps that another method lacks are left out.");
                SegmentationResult again =
                        evaluations.get(i).only(common).run(inputs.classes(), limits, threads, origin, listener);
                results.set(i, again.withFailures(results.get(i).failures()));
            }
        }
        Map<String, List<SegmentationResult>> methods = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            methods.computeIfAbsent(inputs.predictions().get(i).name(), name -> new ArrayList<>())
                    .add(results.get(i));
        }
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        for (String group : inputs.groups()) {
            group(group, common, groups);
        }
        List<List<List<ClassCounts>>> counts = methods.values().stream()
                .map(runs -> runs.stream().map(SegmentationResult::counts).toList())
                .toList();
        List<Difference> differences =
                methods.size() == 1 || common.isEmpty() ? List.of() : SegmentationBootstrap.differences(counts);
        return new SegmentationComparison(methods, groups, differences, withoutPartner, notes);
    }

    private static void group(String text, Set<String> maps, Map<String, Set<String>> groups) throws IOException {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new DatasetException(text + ": expected a group as NAME=PATTERN, such as night=*N, or NAME=FILE.");
        }
        String pattern = text.substring(equals + 1);
        Set<String> members = new LinkedHashSet<>();
        if (Files.isRegularFile(Path.of(pattern))) {
            Set<String> listed = NameList.read(Path.of(pattern)).keys();
            maps.stream().filter(map -> listed.contains(ImageFolder.key(map))).forEach(members::add);
        } else {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            maps.stream().filter(map -> matcher.matches(Path.of(map))).forEach(members::add);
        }
        if (members.isEmpty()) {
            throw new DatasetException(text + ": no class map belongs to this group. Names are such as "
                    + String.join(", ", maps.stream().limit(3).toList()) + "; in a pattern * stands for any letters.");
        }
        if (groups.put(text.substring(0, equals), members) != null) {
            throw new DatasetException(text + ": there are two groups of this name. Name each once.");
        }
    }

    /** Returns the scores of one set of maps. */
    public static SegmentationComparison of(String name, SegmentationResult result) {
        return new SegmentationComparison(Map.of(name, List.of(result)), Map.of(), List.of(), Set.of(), List.of());
    }

    /** Returns the first run of the first method. */
    public SegmentationResult first() {
        return methods.values().iterator().next().get(0);
    }

    /** Returns whether there is one set of predicted maps only. */
    public boolean isSingle() {
        return methods.size() == 1 && methods.values().iterator().next().size() == 1;
    }
}
