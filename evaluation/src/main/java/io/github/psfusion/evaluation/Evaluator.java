// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.datasets.PairWarning;
import io.github.psfusion.datasets.Shard;
import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.metrics.FusionMetric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Measures entries on all pairs of a plan.
 *
 * <p>Fused images are found by name, whatever their extension and case; each folder is listed once. A pair is measured by one
 * thread, which reads its sources once; several pairs at a time. Results do not depend on the number of threads. An image that
 * is missing, cannot be read or has another size than its sources is a row with a reason; the rest continues.
 */
public final class Evaluator {
    private final EvaluationPlan plan;
    private final List<EntryImages> entries;
    private @Nullable PairReader reader;

    private Evaluator(EvaluationPlan plan, List<EntryImages> entries, @Nullable PairReader reader) {
        this.plan = plan;
        this.entries = List.copyOf(entries);
        this.reader = reader;
        requireUnique(
                entries.stream().map(images -> images.entry().method().key()).toList());
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("0 entries given; at least one is needed");
        }
    }

    /**
     * Checks the keys of entries.
     *
     * @throws IllegalArgumentException if two are the same
     */
    static void requireUnique(List<String> keys) {
        Set<String> seen = new HashSet<>();
        for (String key : keys) {
            if (!seen.add(key)) {
                throw new IllegalArgumentException("two entries are named \"" + key + "\"; keys must be unique");
            }
        }
    }

    /**
     * Finds the images of entries; opens none.
     *
     * @param entries what is measured, in the order of tables
     * @throws IllegalArgumentException if there are no entries, or two have the same key
     * @throws DatasetException if a folder does not exist, has ambiguous names, or has no image of any of the pairs
     */
    public static Evaluator of(EvaluationPlan plan, List<Entry> entries) throws IOException {
        List<EntryImages> found = new ArrayList<>();
        for (Entry entry : entries) {
            found.add(EntryImages.find(entry, plan.pairs()));
        }
        return new Evaluator(plan, found, null);
    }

    /** Makes an evaluator of images that were found, with a reader of the same pairs. */
    static Evaluator of(EvaluationPlan plan, List<EntryImages> entries, PairReader reader) {
        return new Evaluator(plan, entries, reader);
    }

    /** Returns the fused images that do not exist for no known reason, so that they can be reported before any work. */
    public List<MissingImage> missing() {
        return entries.stream()
                .flatMap(images -> images.missing(plan.measured()).stream())
                .toList();
    }

    /**
     * Measures. The provenance of the scores holds the SHA-256 of what was measured: of each file that is alone in its folder, and
     * one for the files of a folder together.
     *
     * @param origin who makes the scores
     * @throws CancellationException if the listener cancels the work
     */
    public FusionScores run(ScoreOrigin origin, WorkListener listener) throws InterruptedException {
        PairReader sources = reader(listener);
        InputDigests digests = new InputDigests();
        List<PairEvaluation.Result> results = new PairsInParallel<>(plan.threads(), PairFiles::name, listener)
                .run(
                        plan.measured(),
                        pair -> new PairEvaluation(plan, entries, sources, digests, listener).of(pair),
                        pair -> PairEvaluation.tooLarge(entries.size(), pair));
        List<String> names = plan.measured().stream().map(PairFiles::name).toList();
        List<Optional<PairFingerprint>> fingerprints =
                results.stream().map(PairEvaluation.Result::fingerprint).toList();
        List<MethodScores> methods = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i).entry();
            int row = i;
            methods.add(new MethodScores(
                    entry.method(),
                    entry.kind(),
                    results.stream().map(result -> result.scores().get(row)).toList(),
                    entry.timing(),
                    entry.trainingPairs().map(training -> TrainingOverlap.of(training, names, fingerprints))));
        }
        return new FusionScores(
                ScoreProvenance.collect(origin, plan.settings(), digests.of(files())),
                plan.protocol(),
                plan.metrics().stream().map(FusionMetric::description).toList(),
                names,
                methods,
                notes(names, results),
                fingerprints,
                plan.shard().equals(Shard.ALL) ? Optional.empty() : Optional.of(shard(results, digests)));
    }

    /** Returns what joins the scores with those of other shards. */
    private ScoreShard shard(List<PairEvaluation.Result> results, InputDigests digests) {
        List<ScoreShard.Measured> measured = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            PairFiles pair = plan.measured().get(i);
            PairEvaluation.Result result = results.get(i);
            List<Optional<ScoreShard.Input>> images = entries.stream()
                    .map(entry -> entry.file(pair).map(digests::input))
                    .toList();
            measured.add(new ScoreShard.Measured(
                    digests.input(pair.infrared()),
                    digests.input(pair.visible()),
                    images,
                    result.sourceWarnings().stream()
                            .filter(PairWarning::loss)
                            .map(PairWarning::summary)
                            .toList(),
                    ScoreShard.losses(result.fusedWarnings())));
        }
        List<String> all = plan.pairs().stream().map(PairFiles::name).toList();
        return new ScoreShard(plan.shard(), all, measured);
    }

    private static List<String> notes(List<String> names, List<PairEvaluation.Result> results) {
        ReadingNotes notes = new ReadingNotes();
        for (int i = 0; i < results.size(); i++) {
            notes.add(
                    names.get(i),
                    results.get(i).sourceWarnings(),
                    results.get(i).fusedWarnings());
        }
        return notes.lines();
    }

    /** Returns the files that are measured: of each kind of source, then of each entry, in the order of the pairs. */
    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        plan.measured().forEach(pair -> files.add(pair.infrared()));
        plan.measured().forEach(pair -> files.add(pair.visible()));
        for (EntryImages images : entries) {
            plan.measured().forEach(pair -> images.file(pair).ifPresent(files::add));
        }
        return files;
    }

    /**
     * Reads images for a report: all of some pairs, evenly chosen from first to last, and for each method small ones of the
     * pairs on which it did best and worst. What cannot be read is left out.
     *
     * @param scores the scores of this evaluation
     * @param limit how many pairs at most
     */
    public ReportImages images(FusionScores scores, int limit) {
        return new ReportImageReader(plan, entries, reader(WorkListener.NONE)).read(scores, limit);
    }

    private synchronized PairReader reader(WorkListener listener) {
        PairReader made = reader == null ? plan.reader(listener) : reader;
        reader = made;
        return made;
    }
}
