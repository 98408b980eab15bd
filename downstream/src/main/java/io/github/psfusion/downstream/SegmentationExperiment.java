// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairFinder;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.datasets.Split;
import io.github.psfusion.downstream.networks.SegmenterKind;
import io.github.psfusion.evaluation.NamedPath;
import io.github.psfusion.evaluation.ScoreOrigin;
import io.github.psfusion.evaluation.SegmentationComparison;
import io.github.psfusion.evaluation.WorkListener;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.networks.ClassMaps;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.BatchSampler;
import io.github.psfusion.training.DivergenceException;
import io.github.psfusion.training.FolderDataset;
import io.github.psfusion.training.RunFolder;
import io.github.psfusion.training.RunLock;
import io.github.psfusion.training.RunRecords;
import io.github.psfusion.training.Trainer;
import io.github.psfusion.training.TrainingData;
import io.github.psfusion.training.TrainingSettings;
import io.github.psfusion.training.Validation;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.psfusion.ClassWeights;
import io.github.psfusion.training.segmentation.SegmentationTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Trains the same segmenter on each input row with several seeds, and scores it on the held-out pairs.
 *
 * <p>The unit of work is a row and a seed. It is stored in a folder of its own, continues where it was interrupted, and is skipped once
 * it is finished. All rows get the same steps, batches, crops and, where shapes agree, initial weights; the weights after the last
 * step are scored, never the best ones.
 */
public final class SegmentationExperiment {
    private final ExperimentSettings settings;
    private final List<InputRow> rows;
    private final List<PairFiles> training;
    private final List<PairFiles> heldOut;
    private final Path folder;
    private final PairWindows windows;
    private final DecodeLimits limits;

    private SegmentationExperiment(
            ExperimentSettings settings,
            List<InputRow> rows,
            List<PairFiles> training,
            List<PairFiles> heldOut,
            Path folder,
            PairWindows windows,
            DecodeLimits limits) {
        this.settings = settings;
        this.rows = List.copyOf(rows);
        this.training = List.copyOf(training);
        this.heldOut = List.copyOf(heldOut);
        this.folder = folder;
        this.windows = windows;
        this.limits = limits;
    }

    /**
     * Finds the pairs.
     *
     * @param data a data set with labels and held-out pairs
     * @param folder where everything is stored
     * @throws DatasetException if there are too few pairs, or one has no label
     */
    public static SegmentationExperiment of(
            ExperimentSettings settings,
            List<InputRow> rows,
            Path data,
            Path folder,
            PairWindows windows,
            DecodeLimits limits)
            throws IOException {
        List<PairFiles> training = PairFinder.in(data, Split.TRAIN).pairs();
        List<PairFiles> heldOut = PairFinder.in(data, Split.VALIDATION).pairs();
        if (training.size() < 2 || heldOut.isEmpty()) {
            throw new DatasetException(
                    data + ": " + Counted.of(training.size(), "pair") + " to train on and " + heldOut.size()
                            + " held-out ones were found; an experiment needs at least 2 and 1. Look with: psfusion dataset check "
                            + data + ".");
        }
        for (PairFiles pair : heldOut) {
            if (pair.label().isEmpty()) {
                throw new DatasetException(
                        pair.infrared() + " has no label image; held-out pairs are scored by theirs.");
            }
        }
        return new SegmentationExperiment(settings, rows, training, heldOut, folder, windows, limits);
    }

    /** Returns the settings. */
    public ExperimentSettings settings() {
        return settings;
    }

    /** Returns the rows. */
    public List<InputRow> rows() {
        return rows;
    }

    /** Returns the number of pairs to train on. */
    public int trainingPairs() {
        return training.size();
    }

    /** Returns the number of held-out pairs. */
    public int heldOutPairs() {
        return heldOut.size();
    }

    /**
     * What a row has come to.
     *
     * @param row the row
     * @param normalization of its input
     * @param cost of its segmenter for an image of the size of the first held-out pair
     * @param milliseconds of its segmenter for an image, the median over the seeds
     * @param steps of each training
     */
    public record RowOutcome(
            InputRow row, InputNormalization normalization, SegmenterKind.Cost cost, double milliseconds, long steps) {}

    /**
     * Trains what is not finished yet.
     *
     * @param context how to compute the network of a row that is its own segmenter
     * @return the rows in their order
     * @throws CancellationException if the listener stops the work
     * @throws DivergenceException if a training diverges
     */
    public List<RowOutcome> train(Backend backend, MethodContext context, ExperimentListener listener)
            throws IOException, DivergenceException {
        List<RowOutcome> outcomes = new ArrayList<>();
        int number = 0;
        for (InputRow row : rows) {
            if (row.kind() == InputRow.Kind.HEAD) {
                number++;
                outcomes.add(head(row, context, listener));
                continue;
            }
            RowData data = data(row, () -> check(listener));
            List<Double> milliseconds = new ArrayList<>();
            long steps = 0;
            for (long seed = 1; seed <= settings.seeds(); seed++) {
                number++;
                StoredRun.Result result = run(backend, data, seed, number, listener);
                milliseconds.add(result.milliseconds());
                steps = result.steps();
            }
            outcomes.add(new RowOutcome(row, data.normalization(), cost(row), Medians.of(milliseconds), steps));
        }
        return List.copyOf(outcomes);
    }

    private static void check(ExperimentListener listener) {
        if (listener.cancelled()) {
            throw new CancellationException("the experiment was stopped; the same command continues it");
        }
    }

    /** The data of a row, the same for all seeds. */
    private record RowData(
            InputRow row,
            FolderDataset training,
            FolderDataset heldOut,
            InputNormalization normalization,
            List<Double> classWeights) {}

    private RowData data(InputRow row, Runnable check) throws IOException {
        RowImages images = new RowImages(folder.resolve("inputs"), windows, limits);
        FolderDataset train =
                FolderDataset.of(images.of(row, training, check), settings.data(), windows, limits, check);
        FolderDataset test = FolderDataset.of(images.of(row, heldOut, check), settings.data(), windows, limits, check);
        // Smoothed: the full weights of ENet raise the accuracy of rare classes at the cost of the IoU of all.
        List<Double> weights = ClassWeights.LOG
                .of(TrainingData.of(train), settings.classes().size(), check)
                .stream()
                .map(Math::sqrt)
                .toList();
        return new RowData(row, train, test, InputNormalization.of(train, settings.normalization(), check), weights);
    }

    private SegmenterKind.Cost cost(InputRow row) throws IOException {
        ImageSize size = ImageFiles.size(heldOut.get(0).infrared(), limits);
        return settings.network()
                .cost(
                        row.kind().form(),
                        settings.equalBudget(),
                        settings.classes().size(),
                        size.width(),
                        size.height());
    }

    /** The class maps of a network that is not trained here: one run, whatever the number of seeds. */
    private RowOutcome head(InputRow row, MethodContext context, ExperimentListener listener) throws IOException {
        try (HeadSegmenter head = HeadSegmenter.open(row.place().orElseThrow(), settings.classes(), context)) {
            Map<String, String> facts = new LinkedHashMap<>(head.facts());
            facts.put("row", row.name());
            facts.put("classes", String.join(", ", settings.classes()));
            facts.put("images", RowImages.digest(heldOut));
            StoredRun stored = stored(row, 1);
            stored.claim(facts);
            Optional<StoredRun.Result> finished = stored.result();
            if (finished.isPresent()) {
                listener.message(row.name() + ": finished before");
            } else {
                listener.message(row.name() + ": class maps of " + heldOut.size() + " pairs");
                PairReader reader = PairReader.ofReadable(heldOut, windows, limits, () -> check(listener));
                double milliseconds = new PredictedMaps(
                                stored.predictions(), settings.classes().size())
                        .write(heldOut, reader, head, name -> check(listener));
                finished = Optional.of(new StoredRun.Result(milliseconds, 0));
                stored.finish(finished.get(), facts);
            }
            ImageSize size = ImageFiles.size(heldOut.get(0).infrared(), limits);
            return new RowOutcome(
                    row,
                    InputNormalization.none(),
                    head.cost(size.width(), size.height()),
                    finished.get().milliseconds(),
                    0);
        }
    }

    /** Returns how many runs a row has. */
    private int runs(InputRow row) {
        return row.kind() == InputRow.Kind.HEAD ? 1 : settings.seeds();
    }

    private StoredRun stored(InputRow row, long seed) {
        return new StoredRun(folder.resolve("runs").resolve(row.name()).resolve("seed-" + seed));
    }

    private StoredRun.Result run(Backend backend, RowData data, long seed, int number, ExperimentListener listener)
            throws IOException, DivergenceException {
        StoredRun stored = stored(data.row(), seed);
        Map<String, String> facts = facts(data, seed);
        stored.claim(facts);
        Optional<StoredRun.Result> finished = stored.result();
        String name = data.row().name() + ", seed " + seed;
        if (finished.isPresent()) {
            listener.message(name + ": finished before");
            return finished.get();
        }
        Optional<RunLock> locked = RunLock.of(stored.run());
        if (locked.isEmpty()) {
            throw new DatasetException(stored.path() + ": another process is training here. Wait for it to end.");
        }
        try (RunLock lock = locked.get();
                SegmentationTask task = task(backend, data, seed)) {
            stored.run().sweep();
            long steps = train(backend, task, data, seed, name, number, stored, listener);
            StoredRun.Result result = new StoredRun.Result(predict(backend, task, data, stored, listener), steps);
            stored.finish(result, facts);
            return result;
        }
    }

    private Map<String, String> facts(RowData data, long seed) {
        Map<String, String> facts = new LinkedHashMap<>(settings.facts());
        facts.put("row", data.row().name());
        facts.put("input", data.row().kind().name().toLowerCase(Locale.ROOT));
        facts.put("seed", String.valueOf(seed));
        facts.put("input_normalization", data.normalization().toString());
        facts.put("training", data.training().identity());
        facts.put("held_out", data.heldOut().identity());
        return facts;
    }

    private SegmentationTask task(Backend backend, RowData data, long seed) {
        int classes = settings.classes().size();
        RowNetwork network = new RowNetwork(
                settings.network().create(data.row().kind().form(), settings.equalBudget(), classes),
                data.row().kind().form(),
                data.normalization(),
                settings.facts());
        network.parameters().initializeByName(backend, seed);
        return new SegmentationTask(network, classes, data.classWeights());
    }

    private long train(
            Backend backend,
            SegmentationTask task,
            RowData data,
            long seed,
            String name,
            int number,
            StoredRun stored,
            ExperimentListener listener)
            throws IOException, DivergenceException {
        TrainingData pairs = TrainingData.of(data.training());
        long stepsPerEpoch = new BatchSampler(pairs.training().size(), settings.batchSize(), seed).batchesPerEpoch();
        TrainingSettings training = settings.training(seed, stepsPerEpoch);
        RunFolder run = stored.run();
        try (Trainer<Tensor> trainer = new Trainer<>(backend, training, task, pairs)) {
            if (trainer.resume(run.checkpoints(), listener::message).isEmpty()) {
                trainer.start();
            }
            RunLog progress = listener.training(
                    name, number, rows.stream().mapToInt(this::runs).sum(), trainer.steps());
            try (RunLog log = RunLog.all(List.of(
                    progress,
                    RunRecords.open(run, List.of(RunRecords.Kind.JSONL), trainer.stepsDone(), Clock.systemUTC())))) {
                if (trainer.run(run, log, listener::cancelled) == Trainer.Outcome.STOPPED) {
                    check(listener);
                }
            }
            return trainer.steps();
        }
    }

    /** Writes the class maps of the held-out pairs and returns the median time of an image in milliseconds. */
    private double predict(
            Backend backend, SegmentationTask task, RowData data, StoredRun stored, ExperimentListener listener)
            throws IOException {
        PredictedMaps maps =
                new PredictedMaps(stored.predictions(), settings.classes().size());
        AtomicFile.makeFolder(maps.folder());
        int[] next = {0};
        new Validation<>(backend, task, data.heldOut(), heldOut.size()).forEach(heldOut.size(), (sample, logits) -> {
            check(listener);
            ImageFiles.writeLabels(maps.file(heldOut.get(next[0]++)), ClassMaps.argmax(logits), maps.colors());
        });
        List<Double> seconds = ((RowNetwork) task.network()).seconds();
        return Medians.milliseconds(seconds);
    }

    /**
     * Scores the stored class maps of all rows and seeds.
     *
     * @param groups of held-out pairs, as {@link SegmentationComparison.Inputs} has them
     * @param threads how many maps are read at a time
     * @throws DatasetException if the labels do not lie in one folder
     */
    public SegmentationComparison score(List<String> groups, int threads, ScoreOrigin origin, WorkListener listener)
            throws IOException, InterruptedException {
        List<NamedPath> predictions = new ArrayList<>();
        for (InputRow row : rows) {
            for (long seed = 1; seed <= runs(row); seed++) {
                predictions.add(new NamedPath(row.name(), stored(row, seed).predictions()));
            }
        }
        return HeldOutLabels.of(heldOut, folder)
                .compare(predictions, groups, settings.classes(), limits, threads, origin, listener);
    }
}
