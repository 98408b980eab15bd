// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts scores of several files into one comparison. Only what is comparable goes together: one protocol, and the same images under the
 * same names, as far as fingerprints of the sources and source baselines show. A pair that a file lacks is a failure of its methods;
 * means and ranks are then over the {@link CommonPairs}. Metrics that not all files have are left out, see {@link #leftOut}.
 */
public final class ScoreMerge {
    /** Unrounded values of two versions may differ by the order of their sums. */
    private static final double TOLERANCE = 1e-9;

    private final List<Path> files;
    private final List<FusionScores> parts;
    private final List<MetricDescription> metrics;
    private final List<String> pairs;

    private ScoreMerge(List<Path> files, List<FusionScores> parts, List<MetricDescription> metrics) {
        this.files = files;
        this.parts = parts;
        this.metrics = metrics;
        pairs = parts.stream()
                .flatMap(scores -> scores.pairs().stream())
                .distinct()
                .toList();
    }

    /**
     * Merges.
     *
     * @param byFile scores by the file that they come from, in the order of the user; at least one. Methods with the same key
     *     are prefixed with the name of their file, or of its folder if it is called {@code scores.json}.
     * @throws ScoreFileException if the files have different protocols or sources, metrics of one name and different directions, or
     *     no metric in common; naming two files
     */
    public static FusionScores of(Map<Path, FusionScores> byFile) throws ScoreFileException {
        List<Path> files = List.copyOf(byFile.keySet());
        List<FusionScores> parts = List.copyOf(byFile.values());
        for (int i = 1; i < files.size(); i++) {
            requireComparable(files.get(0), parts.get(0), files.get(i), parts.get(i));
        }
        List<MetricDescription> metrics = commonMetrics(parts);
        if (metrics.isEmpty()) {
            throw new ScoreFileException(files + ": have no metric in common. Score the same metrics in all.");
        }
        return new ScoreMerge(files, parts, metrics).merged();
    }

    /** Returns the keys of the metrics that {@link #of} leaves out because not all files have them. */
    public static List<String> leftOut(Collection<FusionScores> parts) {
        List<MetricDescription> common = commonMetrics(List.copyOf(parts));
        Set<String> kept = common.stream().map(MetricDescription::key).collect(Collectors.toSet());
        return parts.stream()
                .flatMap(scores -> scores.metrics().stream())
                .map(MetricDescription::key)
                .filter(key -> !kept.contains(key))
                .distinct()
                .toList();
    }

    private static List<MetricDescription> commonMetrics(List<FusionScores> parts) {
        return parts.get(0).metrics().stream()
                .filter(metric -> parts.stream()
                        .allMatch(scores -> metric(scores, metric.key()).isPresent()))
                .toList();
    }

    private static Optional<MetricDescription> metric(FusionScores scores, String key) {
        return scores.metrics().stream()
                .filter(metric -> metric.key().equals(key))
                .findFirst();
    }

    private static void requireComparable(Path first, FusionScores one, Path second, FusionScores other)
            throws ScoreFileException {
        if (one.protocol() != other.protocol()) {
            throw new ScoreFileException(
                    second + ": has the protocol " + other.protocol().key() + ", but " + first
                            + " has " + one.protocol().key()
                            + ". Values of different definitions are never in one table; score both under one protocol.");
        }
        for (MetricDescription metric : one.metrics()) {
            Optional<MetricDescription> same = metric(other, metric.key());
            if (same.isPresent() && same.get().direction() != metric.direction()) {
                throw new ScoreFileException(second + ": the direction of " + metric.key() + " is not that in " + first
                        + ". The files hold different metrics of one name; score both with one program.");
            }
        }
        Map<String, PairFingerprint> expected = sources(one);
        Map<String, PairFingerprint> found = sources(other);
        for (String pair : expected.keySet()) {
            String digest = expected.get(pair).digest();
            PairFingerprint same = found.get(pair);
            if (same != null && !same.digest().equals(digest)) {
                throw new ScoreFileException(
                        second + ": pair " + pair + " was scored with other source images than in "
                                + first + " (digests " + same.digest() + " and " + digest
                                + "). The files were scored on different images of the same names; score both on the same pairs.");
            }
        }
    }

    /** Returns the fingerprints that are known, by pair. */
    private static Map<String, PairFingerprint> sources(FusionScores scores) {
        Map<String, PairFingerprint> sources = new LinkedHashMap<>();
        for (int i = 0; i < scores.pairs().size(); i++) {
            String pair = scores.pairs().get(i);
            scores.sources().get(i).ifPresent(source -> sources.put(pair, source));
        }
        return sources;
    }

    private FusionScores merged() throws ScoreFileException {
        Map<MethodScores.Kind, MethodScores> sources = new LinkedHashMap<>();
        Map<String, PairFingerprint> known = new LinkedHashMap<>();
        parts.forEach(scores -> sources(scores).forEach(known::putIfAbsent));
        List<Optional<PairFingerprint>> fingerprints =
                pairs.stream().map(pair -> Optional.ofNullable(known.get(pair))).toList();
        List<MethodScores> methods = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> prefixes = prefixes();
        for (int i = 0; i < files.size(); i++) {
            for (MethodScores method : parts.get(i).methods()) {
                MethodScores scores = arranged(method, files.get(i));
                if (method.kind().isBaseline()) {
                    MethodScores earlier = sources.get(method.kind());
                    if (earlier != null) {
                        requireSameSources(earlier, scores, files.get(i));
                    }
                    sources.put(method.kind(), earlier == null ? scores : completed(earlier, scores));
                } else {
                    methods.add(isClashing(method.method().key()) ? renamed(scores, prefixes.get(i)) : scores);
                }
            }
            notes.addAll(parts.get(i).notes());
        }
        List<MethodScores> all = new ArrayList<>(sources.values());
        all.addAll(methods);
        return new FusionScores(provenance(), parts.get(0).protocol(), metrics, pairs, all, notes, fingerprints);
    }

    private boolean isClashing(String key) {
        return parts.stream()
                        .filter(scores -> scores.methods().stream()
                                .anyMatch(method -> method.method().key().equals(key)))
                        .count()
                > 1;
    }

    private List<String> prefixes() {
        List<Path> named = files.stream()
                .map(file -> {
                    Path whole = file.toAbsolutePath().normalize();
                    String name = String.valueOf(whole.getFileName());
                    Path folder = whole.getParent();
                    return name.equals("scores.json") && folder != null
                            ? folder
                            : whole.resolveSibling(name.replaceFirst("\\.json$", ""));
                })
                .toList();
        return UniqueNames.ofFolders(named, Set.of());
    }

    /** Returns the rows of all pairs, with the common metrics only; a pair that the file lacks is a failure. */
    private MethodScores arranged(MethodScores method, Path file) {
        Map<String, PairScores> byPair = new LinkedHashMap<>();
        method.pairs().forEach(scores -> byPair.put(scores.pair(), scores));
        List<PairScores> rows = new ArrayList<>();
        for (String pair : pairs) {
            PairScores row = byPair.get(pair);
            if (row == null) {
                rows.add(new PairScores(pair, Map.of(), Optional.of(file + ": holds no scores of this pair.")));
                continue;
            }
            Map<String, MetricValue> values = new LinkedHashMap<>();
            for (MetricDescription metric : metrics) {
                MetricValue value = row.values().get(metric.key());
                if (value != null) {
                    values.put(metric.key(), value);
                }
            }
            rows.add(new PairScores(pair, values, row.failure()));
        }
        return new MethodScores(method.method(), method.kind(), rows, method.timing(), method.overlap());
    }

    /** Returns a source baseline with the rows of another file where it has failures. */
    private static MethodScores completed(MethodScores scores, MethodScores other) {
        List<PairScores> rows = new ArrayList<>();
        for (int i = 0; i < scores.pairs().size(); i++) {
            PairScores row = scores.pairs().get(i);
            rows.add(row.failure().isPresent() ? other.pairs().get(i) : row);
        }
        return new MethodScores(scores.method(), scores.kind(), rows, scores.timing(), scores.overlap());
    }

    private static MethodScores renamed(MethodScores scores, String prefix) {
        MethodDescription method = scores.method();
        return new MethodScores(
                new MethodDescription(prefix + "/" + method.key(), method.name(), method.citation(), method.settings()),
                scores.kind(),
                scores.pairs(),
                scores.timing(),
                scores.overlap());
    }

    /** Pairs with equal names may be other images; then the scores of a source baseline differ. */
    private void requireSameSources(MethodScores one, MethodScores other, Path file) throws ScoreFileException {
        for (int i = 0; i < one.pairs().size(); i++) {
            for (MetricDescription metric : metrics) {
                Optional<Double> expected = value(one.pairs().get(i), metric);
                Optional<Double> found = value(other.pairs().get(i), metric);
                if (expected.isPresent()
                        && found.isPresent()
                        && Math.abs(expected.get() - found.get()) > TOLERANCE * Math.max(1, Math.abs(expected.get()))) {
                    throw new ScoreFileException(file + ": the " + one.method().name() + " of pair "
                            + one.pairs().get(i).pair() + " has " + metric.key() + " " + found.get() + ", but "
                            + expected.get() + " in " + files.get(0)
                            + ". The files were scored on different images of the same names.");
                }
            }
        }
    }

    private static Optional<Double> value(PairScores scores, MetricDescription metric) {
        MetricValue value = scores.values().get(metric.key());
        return value != null && value.counts() ? Optional.of(value.orNaN()) : Optional.empty();
    }

    private ScoreProvenance provenance() {
        ScoreProvenance first = parts.get(0).provenance();
        if (files.size() == 1) {
            return first;
        }
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, String> inputs = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            ScoreProvenance provenance = parts.get(i).provenance();
            String file = files.get(i).toString();
            settings.put(
                    "merged from",
                    settings.containsKey("merged from") ? settings.get("merged from") + ", " + file : file);
            settings.put(file + ": made", provenance.time() + " by " + provenance.program());
            provenance.settings().forEach((name, value) -> settings.put(file + ": " + name, value));
            provenance.inputs().forEach((path, digest) -> inputs.put(file + ": " + path, digest));
        }
        ScoreProvenance merged = new ScoreProvenance(first.program(), first.time(), first.machine(), settings, inputs);
        List<Optional<String>> dataSets = parts.stream()
                .map(scores -> scores.provenance().dataSet())
                .distinct()
                .toList();
        return dataSets.size() == 1 ? dataSets.get(0).map(merged::withDataSet).orElse(merged) : merged;
    }
}
