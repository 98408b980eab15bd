// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.PairWarning;
import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.platform.Excerpt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Joins the scores of all shards of one evaluation. The result is that of one run over all pairs, but for the time and, where several
 * machines took part, for their description: values, digests of inputs and notes are the same.
 */
public final class ShardJoin {
    /** Differs between the jobs of one evaluation, which may write to several places. */
    private static final String COMMAND = "command";

    private static final int NAMED = 10;

    private final List<Path> files = new ArrayList<>();
    private final List<FusionScores> parts = new ArrayList<>();

    private ShardJoin() {}

    /** What the shards of one evaluation have in common. */
    private record Evaluation(
            String program, Map<String, String> settings, List<String> methods, int shards, List<String> pairs) {
        static Evaluation of(FusionScores scores) {
            Map<String, String> settings =
                    new LinkedHashMap<>(scores.provenance().settings());
            settings.remove(COMMAND);
            ScoreShard shard = scores.shard().orElseThrow();
            return new Evaluation(
                    scores.provenance().program(),
                    settings,
                    scores.methods().stream()
                            .map(method -> method.method().key())
                            .toList(),
                    shard.shard().count(),
                    shard.allPairs());
        }
    }

    /**
     * Joins the shards among files of scores; leaves the others as they are.
     *
     * @param byFile scores by the file that they come from
     * @return the others, and the scores of each evaluation under the file of its first shard
     * @throws ScoreFileException if a shard is missing or there twice
     */
    public static Map<Path, FusionScores> joined(Map<Path, FusionScores> byFile) throws ScoreFileException {
        Map<Evaluation, Map<Path, FusionScores>> evaluations = new LinkedHashMap<>();
        byFile.forEach((file, scores) -> {
            if (scores.shard().isPresent()) {
                evaluations
                        .computeIfAbsent(Evaluation.of(scores), first -> new LinkedHashMap<>())
                        .put(file, scores);
            }
        });
        Map<Path, FusionScores> joined = new LinkedHashMap<>();
        for (Map.Entry<Path, FusionScores> entry : byFile.entrySet()) {
            if (entry.getValue().shard().isEmpty()) {
                joined.put(entry.getKey(), entry.getValue());
                continue;
            }
            Map<Path, FusionScores> shards = evaluations.remove(Evaluation.of(entry.getValue()));
            if (shards != null) {
                joined.put(entry.getKey(), of(shards));
            }
        }
        return joined;
    }

    /**
     * Joins the shards of one evaluation.
     *
     * @param byFile scores by the file that they come from, in any order
     * @throws ScoreFileException if a file holds no shard, was made with other settings or of other pairs, or a shard is missing or
     *     there twice; naming files and pairs
     */
    public static FusionScores of(Map<Path, FusionScores> byFile) throws ScoreFileException {
        ShardJoin join = new ShardJoin();
        for (Map.Entry<Path, FusionScores> entry : byFile.entrySet()) {
            join.add(entry.getKey(), entry.getValue());
        }
        return join.joined();
    }

    private void add(Path file, FusionScores scores) throws ScoreFileException {
        if (scores.shard().isEmpty()) {
            throw new ScoreFileException(file + ": holds the scores of all pairs, not of a shard. Name files that"
                    + " psfusion evaluate --shard wrote; psfusion compare takes files of scores of several methods.");
        }
        files.add(file);
        parts.add(scores);
    }

    private FusionScores joined() throws ScoreFileException {
        for (int i = 1; i < parts.size(); i++) {
            requireSameEvaluation(i);
        }
        FusionScores[] ordered = ordered();
        ScoreShard first = shard(ordered[0]);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < first.allPairs().size(); i++) {
            FusionScores part = ordered[i % ordered.length];
            rows.add(new Row(part, i / ordered.length));
            if (rows.get(i).isMissing()
                    || !rows.get(i).pair().equals(first.allPairs().get(i))) {
                throw new ScoreFileException(
                        "the scores of pair " + first.allPairs().get(i) + " are missing from shard "
                                + shard(part).shard() + ". The file is damaged; make it again.");
            }
        }
        List<Optional<PairFingerprint>> sources = rows.stream().map(Row::source).toList();
        return new FusionScores(
                provenance(ordered, rows),
                ordered[0].protocol(),
                ordered[0].metrics(),
                first.allPairs(),
                methods(ordered, rows),
                notes(rows),
                sources);
    }

    /**
     * A pair among the rows of its shard.
     *
     * @param part the scores of the shard
     * @param index of the pair among the pairs of the shard
     */
    private record Row(FusionScores part, int index) {
        boolean isMissing() {
            return index >= part.pairs().size()
                    || index >= shard(part).measured().size();
        }

        String pair() {
            return part.pairs().get(index);
        }

        Optional<PairFingerprint> source() {
            return part.sources().get(index);
        }

        ScoreShard.Measured measured() {
            return shard(part).measured().get(index);
        }
    }

    private static ScoreShard shard(FusionScores scores) {
        return scores.shard().orElseThrow();
    }

    private void requireSameEvaluation(int index) throws ScoreFileException {
        Evaluation one = Evaluation.of(parts.get(0));
        Evaluation other = Evaluation.of(parts.get(index));
        Path first = files.get(0);
        Path file = files.get(index);
        require(file, "program", other.program(), first, one.program());
        require(file, "number of shards", other.shards(), first, one.shards());
        require(file, "methods", other.methods(), first, one.methods());
        for (Map.Entry<String, String> setting : one.settings().entrySet()) {
            String found = other.settings().getOrDefault(setting.getKey(), "none");
            require(file, setting.getKey(), found, first, setting.getValue());
        }
        require(
                file,
                "settings",
                other.settings().keySet(),
                first,
                one.settings().keySet());
        if (!one.pairs().equals(other.pairs())) {
            throw new ScoreFileException(file + ": was made when there were other pairs than for " + first + ": "
                    + differing(one.pairs(), other.pairs())
                    + ". Score all shards on the same folders.");
        }
        require(
                file,
                "protocol",
                parts.get(index).protocol(),
                first,
                parts.get(0).protocol());
        require(file, "metrics", parts.get(index).metrics(), first, parts.get(0).metrics());
    }

    private static String differing(Collection<String> one, Collection<String> other) {
        List<String> names = new ArrayList<>();
        one.stream().filter(pair -> !other.contains(pair)).forEach(names::add);
        other.stream().filter(pair -> !one.contains(pair)).forEach(names::add);
        return names.isEmpty() ? "their order differs" : Excerpt.of(names, NAMED);
    }

    private static void require(Path file, String what, Object found, Path first, Object expected)
            throws ScoreFileException {
        if (!found.equals(expected)) {
            throw new ScoreFileException(file + ": " + what + " " + found + ", but " + expected + " in " + first
                    + ". Only shards of one evaluation can be joined; score all of them with the same options.");
        }
    }

    /** Returns the shards by their numbers; each is there once. */
    private FusionScores[] ordered() throws ScoreFileException {
        FusionScores[] ordered = new FusionScores[shard(parts.get(0)).shard().count()];
        Path[] named = new Path[ordered.length];
        for (int i = 0; i < parts.size(); i++) {
            int place = shard(parts.get(i)).shard().index() - 1;
            if (ordered[place] != null) {
                throw new ScoreFileException(files.get(i) + " and " + named[place] + " both hold shard "
                        + shard(parts.get(i)).shard() + ", with the pairs "
                        + Excerpt.of(parts.get(i).pairs(), NAMED) + ". Name each shard once.");
            }
            ordered[place] = parts.get(i);
            named[place] = files.get(i);
        }
        List<String> missing = new ArrayList<>();
        List<String> pairs = new ArrayList<>();
        List<String> all = shard(parts.get(0)).allPairs();
        for (int place = 0; place < ordered.length; place++) {
            if (ordered[place] == null) {
                missing.add((place + 1) + "/" + ordered.length);
                for (int i = place; i < all.size(); i += ordered.length) {
                    pairs.add(all.get(i));
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new ScoreFileException("the shards " + Excerpt.of(missing, NAMED) + " of " + files.get(0)
                    + " and its partners are missing, with the pairs " + Excerpt.of(pairs, NAMED)
                    + ". Score them, and name all files.");
        }
        return ordered;
    }

    private static List<MethodScores> methods(FusionScores[] ordered, List<Row> rows) {
        List<MethodScores> methods = new ArrayList<>();
        for (int i = 0; i < ordered[0].methods().size(); i++) {
            int place = i;
            MethodScores first = ordered[0].methods().get(i);
            methods.add(new MethodScores(
                    first.method(),
                    first.kind(),
                    rows.stream()
                            .map(row -> row.part().methods().get(place).pairs().get(row.index()))
                            .toList(),
                    first.timing(),
                    first.overlap().map(overlap -> overlap(place, overlap, rows))));
        }
        return methods;
    }

    private static TrainingOverlap overlap(int method, TrainingOverlap first, List<Row> rows) {
        List<String> seen = rows.stream()
                .filter(row -> row.part()
                        .methods()
                        .get(method)
                        .overlap()
                        .filter(overlap -> overlap.pairs().contains(row.pair()))
                        .isPresent())
                .map(Row::pair)
                .toList();
        return new TrainingOverlap(seen, first.isComplete());
    }

    private static List<String> notes(List<Row> rows) {
        ReadingNotes notes = new ReadingNotes();
        for (Row row : rows) {
            Map<String, List<PairWarning>> ofImages = new LinkedHashMap<>();
            row.measured().imageWarnings().forEach((file, kinds) -> ofImages.put(file, warnings(kinds)));
            notes.add(row.pair(), warnings(row.measured().warnings()), ofImages);
        }
        return notes.lines();
    }

    private static List<PairWarning> warnings(List<String> kinds) {
        return kinds.stream()
                .map(kind -> new PairWarning(kind, "", /* loss= */ true))
                .toList();
    }

    private static ScoreProvenance provenance(FusionScores[] ordered, List<Row> rows) {
        ScoreProvenance first = ordered[0].provenance();
        Map<String, String> settings = new LinkedHashMap<>(first.settings());
        for (FusionScores part : ordered) {
            if (!part.provenance().machine().equals(first.machine())) {
                settings.put(
                        "machine of shard " + shard(part).shard(),
                        String.join(", ", part.provenance().machine().values()));
            }
        }
        return new ScoreProvenance(first.program(), first.time(), first.machine(), settings, inputs(rows));
    }

    private static Map<String, String> inputs(List<Row> rows) {
        InputDigests digests = new InputDigests();
        List<ScoreShard.Input> all = new ArrayList<>();
        rows.forEach(row -> all.add(row.measured().infrared()));
        rows.forEach(row -> all.add(row.measured().visible()));
        int methods = rows.get(0).measured().images().size();
        for (int i = 0; i < methods; i++) {
            int method = i;
            rows.forEach(row -> row.measured().images().get(method).ifPresent(all::add));
        }
        all.forEach(digests::add);
        return digests.of(all.stream().map(input -> Path.of(input.file())).toList());
    }
}
