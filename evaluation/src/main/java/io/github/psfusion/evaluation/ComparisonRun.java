// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.ImageRole;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.evaluation.OpenMethods.OpenMethod;
import io.github.psfusion.platform.FileSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * Runs fusion methods on the pairs of a plan, and measures their images together with images made elsewhere and the source
 * baselines. Each folder of images is listed once, and the pairs have one reader, which the methods and the metrics share.
 */
public final class ComparisonRun {
    private final EvaluationPlan plan;
    private final List<MethodSource> methods;
    private final List<EntryImages> elsewhere;

    private ComparisonRun(EvaluationPlan plan, List<MethodSource> methods, List<EntryImages> elsewhere) {
        this.plan = plan;
        this.methods = List.copyOf(methods);
        this.elsewhere = List.copyOf(elsewhere);
    }

    /**
     * Finds the images made elsewhere; opens no method and no image.
     *
     * @param methods the methods that are run, in the order of tables
     * @param images the images made elsewhere, which follow them
     * @throws IllegalArgumentException if two entries have the same key
     * @throws DatasetException if a folder does not exist, has ambiguous names, or has no image of any of the pairs
     */
    public static ComparisonRun of(EvaluationPlan plan, List<MethodSource> methods, List<Entry> images)
            throws IOException {
        Evaluator.requireUnique(Stream.of(
                        Entry.baselines().stream().map(entry -> entry.method().key()),
                        methods.stream().map(MethodSource::key),
                        images.stream().map(entry -> entry.method().key()))
                .flatMap(keys -> keys)
                .toList());
        List<EntryImages> elsewhere = new ArrayList<>();
        for (Entry entry : images) {
            elsewhere.add(EntryImages.find(entry, plan.pairs()));
        }
        return new ComparisonRun(plan, methods, elsewhere);
    }

    /** Returns the images that do not exist among those made elsewhere, so that they can be reported before any work. */
    public List<MissingImage> missing() {
        return elsewhere.stream()
                .flatMap(images -> images.missing(plan.pairs()).stream())
                .toList();
    }

    /**
     * Checks before any work that images made elsewhere have pairs in common; whether these can be scored shows later, see {@link
     * CommonPairs#require}.
     *
     * @throws DatasetException if no pair has an image in all folders, naming each with the number of its pairs
     */
    public void requireCommonPairs() throws DatasetException {
        List<String> names = plan.pairs().stream().map(PairFiles::name).toList();
        Set<String> common = new HashSet<>(names);
        elsewhere.forEach(images -> common.retainAll(images.files().keySet()));
        if (common.isEmpty()) {
            Map<String, Integer> counts = new LinkedHashMap<>();
            elsewhere.forEach(images ->
                    counts.put(images.entry().method().key(), images.files().size()));
            throw CommonPairs.none(counts, names.size());
        }
    }

    /**
     * Opens all methods, runs one after the other, and measures. An image that cannot be fused or measured is a row with a reason.
     *
     * @param reports folder that keeps the images of the methods; without it they are deleted at the end
     * @throws ScoreFileException if images of another run exist and are not to be replaced
     * @throws OutputException if an image cannot be written
     * @throws IOException if a method cannot be opened
     * @throws CancellationException if a listener cancels the work; images that are complete stay
     */
    public Result run(Optional<Path> reports, ExistingImages existing, ScoreOrigin origin, ComparisonListener listener)
            throws IOException, InterruptedException {
        try (FusedImagesFolder folder = FusedImagesFolder.of(
                        reports, methods.stream().map(MethodSource::key).toList());
                OpenMethods opened = OpenMethods.of(methods)) {
            FileSet sources = sources();
            for (OpenMethod method : opened.all()) {
                MethodImages.requireOther(folder.of(method.source().key()), plan.pairs(), sources);
            }
            PairReader reader = reader(listener);
            List<EntryImages> entries = new ArrayList<>();
            for (Entry baseline : Entry.baselines()) {
                entries.add(EntryImages.find(baseline, plan.pairs()));
            }
            for (OpenMethod method : opened.all()) {
                Path images = folder.of(method.source().key());
                Entry entry = fused(new MethodRun(method, origin.program(), existing), images, reader, listener);
                entries.add(EntryImages.find(entry, plan.pairs()));
            }
            entries.addAll(elsewhere);
            Evaluator evaluator = Evaluator.of(plan, entries, reader);
            try (WorkListener progress = listener.begin(ComparisonListener.MEASURE)) {
                return new Result(evaluator.run(origin, progress), evaluator);
            }
        }
    }

    private FileSet sources() {
        List<Path> files = new ArrayList<>();
        for (PairFiles pair : plan.pairs()) {
            for (ImageRole role : ImageRole.values()) {
                pair.file(role).ifPresent(files::add);
            }
        }
        elsewhere.forEach(entry -> files.addAll(entry.files().values()));
        return FileSet.of(files);
    }

    private PairReader reader(ComparisonListener listener) {
        try (WorkListener progress = listener.begin(ComparisonListener.SURVEY)) {
            return plan.reader(progress);
        }
    }

    private Entry fused(MethodRun run, Path images, PairReader reader, ComparisonListener listener) throws IOException {
        try (WorkListener progress = listener.begin(run.key())) {
            MethodRun.Result result = run.run(plan.pairs(), reader, images, progress);
            if (result.kept() > 0) {
                listener.kept(run.key(), result.kept());
            }
            return result.entry();
        }
    }

    /** The scores of a comparison. */
    public static final class Result {
        private final FusionScores scores;
        private final Evaluator evaluator;

        private Result(FusionScores scores, Evaluator evaluator) {
            this.scores = scores;
            this.evaluator = evaluator;
        }

        /** Returns the scores: the baselines first, then the methods, then the images made elsewhere. */
        public FusionScores scores() {
            return scores;
        }

        /**
         * Reads images for a report; those of methods are there only where a folder keeps them.
         *
         * @param limit how many pairs are shown whole at most
         */
        public ReportImages images(int limit) {
            return evaluator.images(scores, limit);
        }
    }
}
