// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.downstream.onnx.OnnxSegmenter;
import io.github.psfusion.evaluation.NamedPath;
import io.github.psfusion.evaluation.ScoreOrigin;
import io.github.psfusion.evaluation.SegmentationComparison;
import io.github.psfusion.evaluation.WorkListener;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.methods.MethodContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Runs a segmenter of others, as it is, on each input row, and scores it on the held-out pairs, or on all pairs of a data set without
 * held-out ones. A row is stored, and skipped once it is finished.
 */
public final class FrozenSegmentation {
    private final List<InputRow> rows;
    private final List<PairFiles> pairs;
    private final List<String> classes;
    private final Path folder;
    private final RowImages images;

    private FrozenSegmentation(
            List<InputRow> rows, List<PairFiles> pairs, List<String> classes, Path folder, RowImages images) {
        this.rows = List.copyOf(rows);
        this.pairs = List.copyOf(pairs);
        this.classes = List.copyOf(classes);
        this.folder = folder;
        this.images = images;
    }

    /**
     * Finds the pairs.
     *
     * @param classes names of the classes of the labels, in their order
     * @param folder where everything is stored
     * @throws IllegalArgumentException if a row has no image of three channels
     * @throws DatasetException if there is no pair, or one has no label
     */
    public static FrozenSegmentation of(
            List<InputRow> rows, Path data, List<String> classes, Path folder, PairWindows windows, DecodeLimits limits)
            throws IOException {
        for (InputRow row : rows) {
            row.requireImage();
        }
        return new FrozenSegmentation(
                rows,
                HeldOutPairs.labeled(data),
                classes,
                folder,
                new RowImages(folder.resolve("inputs"), windows, limits));
    }

    /** Returns the number of pairs. */
    public int pairs() {
        return pairs.size();
    }

    /** Returns the names of the classes of the labels. */
    public List<String> classes() {
        return classes;
    }

    /** Returns the size of the first image. */
    public ImageSize firstSize() throws IOException {
        return ImageFiles.size(pairs.get(0).infrared(), images.limits());
    }

    /**
     * What a row has come to.
     *
     * @param row the row
     * @param facts that bear on its class maps
     * @param milliseconds for an image, the median
     */
    public record RowOutcome(InputRow row, Map<String, String> facts, double milliseconds) {
        /** Copies the map, in its order. */
        public RowOutcome {
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        }
    }

    /**
     * Predicts what is not finished yet.
     *
     * @param context how to compute the network of a row that is its own segmenter
     * @return the rows in their order
     * @throws CancellationException if the listener cancels the work
     */
    public List<RowOutcome> run(OnnxSegmenter segmenter, MethodContext context, WorkListener listener)
            throws IOException {
        List<RowOutcome> outcomes = new ArrayList<>();
        int[] done = {0};
        for (InputRow row : rows) {
            PredictedMaps.Progress progress = name -> {
                done[0]++;
                listener.advanced(done[0], rows.size() * pairs.size(), row.name() + ", " + name);
                check(listener);
            };
            try (PairSegmenter of = row.kind() == InputRow.Kind.HEAD
                    ? HeadSegmenter.open(row.place().orElseThrow(), classes, context)
                    : PairSegmenter.of(segmenter)) {
                outcomes.add(run(row, of, progress, () -> check(listener)));
            }
            done[0] = outcomes.size() * pairs.size();
        }
        return List.copyOf(outcomes);
    }

    private static void check(WorkListener listener) {
        if (listener.cancelled()) {
            throw new CancellationException("stopped; the same command continues");
        }
    }

    private RowOutcome run(InputRow row, PairSegmenter segmenter, PredictedMaps.Progress progress, Runnable check)
            throws IOException {
        List<PairFiles> ofRow = images.of(row, pairs, check);
        Map<String, String> ofSegmenter = segmenter.facts();
        Map<String, String> facts = new LinkedHashMap<>(ofSegmenter);
        facts.put("row", row.name());
        facts.put("classes", String.join(", ", classes));
        facts.put("images", RowImages.digest(ofRow));
        StoredRun stored = stored(row);
        stored.claim(facts);
        Optional<StoredRun.Result> finished = stored.result();
        if (finished.isPresent()) {
            return new RowOutcome(row, ofSegmenter, finished.get().milliseconds());
        }
        PairReader reader = PairReader.ofReadable(ofRow, images.windows(), images.limits(), check);
        double milliseconds =
                new PredictedMaps(stored.predictions(), classes.size()).write(ofRow, reader, segmenter, progress);
        stored.finish(new StoredRun.Result(milliseconds, 0), facts);
        return new RowOutcome(row, ofSegmenter, milliseconds);
    }

    private StoredRun stored(InputRow row) {
        return new StoredRun(folder.resolve("runs").resolve(row.name()).resolve("frozen"));
    }

    /**
     * Scores the stored class maps of all rows.
     *
     * @param groups of pairs, as {@link SegmentationComparison.Inputs} has them
     * @param threads how many maps are read at a time
     * @throws DatasetException if the labels do not lie in one folder
     */
    public SegmentationComparison score(List<String> groups, int threads, ScoreOrigin origin, WorkListener listener)
            throws IOException, InterruptedException {
        List<NamedPath> predictions = rows.stream()
                .map(row -> new NamedPath(row.name(), stored(row).predictions()))
                .toList();
        return HeldOutLabels.of(pairs, folder)
                .compare(predictions, groups, classes, images.limits(), threads, origin, listener);
    }
}
