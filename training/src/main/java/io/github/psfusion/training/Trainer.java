// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.networks.BindingReport;
import io.github.psfusion.networks.ParameterOverlay;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.networks.inference.NetworkVariant;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.FileWriteException;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.StepResult;
import io.github.psfusion.training.log.ValidationResult;
import io.github.psfusion.training.optimizer.AdamW;
import io.github.psfusion.training.optimizer.AdamWOptions;
import io.github.psfusion.training.optimizer.NamedTensor;
import io.github.psfusion.training.optimizer.Optimizer;
import io.github.psfusion.training.optimizer.Sgd;
import io.github.psfusion.training.optimizer.SgdOptions;
import io.github.psfusion.training.schedule.LearningRateSchedule;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network: next batch, step, log; periodically a checkpoint, a validation and a preview.
 *
 * <p>A run that was killed at any moment and resumed from its last checkpoint continues as if it had not stopped. For use by
 * one thread; close it at the end, before the task.
 *
 * @param <O> the outputs of the network
 */
public final class Trainer<O> implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Trainer.class.getName());

    /** The first step prepares kernels and memory; the second one is measured. */
    private static final int TRIAL_STEPS = 2;

    /** What {@link RunLog#working} receives while a checkpoint is written. */
    static final String CHECKPOINT = "checkpoint";

    private final Backend backend;
    private final TrainingSettings settings;
    private final TrainingTask<O> task;
    private final Parameters parameters;
    private final Dataset dataset;
    private final BatchSampler sampler;
    private final long steps;
    private final LearningRateSchedule rates;
    private final TrainingProvenance metadata;
    private final @Nullable Validation<O> validation;
    private final EvaluationWeights evaluation;
    private @Nullable Optimizer optimizer;
    /** Of the weights before this run, and those of its steps. */
    private TrainingPairs earlierPairs = TrainingPairs.of(Set.of(), true);

    private final Set<PairFingerprint> pairs = new HashSet<>();
    private Checkpoint done = new Checkpoint(0, 0, Double.POSITIVE_INFINITY);
    private boolean tried;

    /** How a run ended. */
    public enum Outcome {
        /** All steps are done. */
        COMPLETE,
        /** No validation had a lower loss for as many of them as the patience is; the weights are written. */
        EARLY,
        /** The caller asked to stop; a checkpoint was written. */
        STOPPED
    }

    /**
     * Prepares a training; nothing is computed or written yet.
     *
     * @param task network and loss; not closed by the trainer
     * @param data training pairs, and held-out pairs for validation
     */
    public Trainer(Backend backend, TrainingSettings settings, TrainingTask<O> task, TrainingData data) {
        this.backend = backend;
        this.settings = settings;
        this.task = task;
        parameters = task.network().parameters();
        dataset = data.training();
        sampler = new BatchSampler(data.mixture(), settings.data().batchSize(), settings.seed());
        steps = settings.schedule().length().steps(stepsPerEpoch());
        rates = settings.schedule().rates(steps);
        metadata = new TrainingProvenance(settings, task, data.identity(), backend.description());
        validation = data.validation()
                .map(heldOut ->
                        new Validation<>(backend, task, heldOut, settings.run().validationPairs()))
                .orElse(null);
        evaluation = new EvaluationWeights(
                backend, task.network(), settings.schedule().averaging(), this::recalibrationBatches);
    }

    private long stepsPerEpoch() {
        long accumulation = settings.data().gradAccumulation();
        return (sampler.batchesPerEpoch() + accumulation - 1) / accumulation;
    }

    /** Returns the number of steps of the whole training. */
    public long steps() {
        return steps;
    }

    /** Returns the number of steps done. */
    public long stepsDone() {
        return done.step();
    }

    /** Starts from random weights. */
    public void start() {
        task.network().initialize(backend, settings.seed());
        begin();
    }

    /**
     * Starts from the weights of a file that fit, and random ones where it has none.
     *
     * @return what fitted
     * @throws IOException if the file cannot be read or nothing in it fits
     */
    public BindingReport startFrom(WeightFile pretrained) throws IOException {
        TrainingPairs ofPretrained = NetworkWeights.trainingPairs(pretrained);
        BindingReport report = StateDictLoader.loadMatching(parameters, pretrained, backend);
        start();
        earlierPairs = ofPretrained;
        return report;
    }

    /**
     * Continues from a checkpoint of the same settings.
     *
     * @return what of its metadata differs from this training, a line each
     * @throws IOException if it cannot be read, is damaged, or is of another network or optimizer
     */
    public List<String> resume(Path checkpoint) throws IOException {
        try (WeightFile file = WeightFiles.open(checkpoint)) {
            Checkpoint saved = Checkpoint.progress(file, steps);
            Checkpoint.verify(file);
            NetworkVariant.requireSame(file, task.network().metadata(Map.of()));
            TrainingPairs savedPairs = NetworkWeights.trainingPairs(file);
            StateDictLoader.load(parameters, file, backend);
            begin();
            saved.restoreOptimizer(file, backend, optimizer());
            Optional<String> averages = evaluation.restore(file);
            done = saved;
            earlierPairs = savedPairs;
            List<String> differences =
                    new ArrayList<>(Checkpoint.differences(file.metadata(), metadata.after(saved, savedPairs)));
            averages.ifPresent(differences::add);
            return differences;
        }
    }

    /**
     * Continues from the newest checkpoint that is sound.
     *
     * @param listener receives a line for each newer one that is not, and for settings that have changed since
     * @return the checkpoint; empty if there is none, and then the training must be started
     * @throws IOException if there are checkpoints and none can be used
     */
    public Optional<Path> resume(CheckpointFolder checkpoints, Consumer<String> listener) throws IOException {
        List<Path> candidates = checkpoints.newestFirst();
        IOException first = null;
        for (Path candidate : candidates) {
            try {
                resume(candidate).forEach(listener);
                return Optional.of(candidate);
            } catch (IOException e) {
                first = first == null ? e : first;
                String reason = e instanceof FileSystemException files
                        ? files.getFile() + " cannot be read ("
                                + files.getClass().getSimpleName() + ")."
                        : String.valueOf(e.getMessage());
                listener.accept("a checkpoint is left out: " + reason);
            }
        }
        if (first != null) {
            throw first;
        }
        return Optional.empty();
    }

    private void begin() {
        close(); // of a checkpoint that turned out to be damaged
        parameters.requireGradients();
        List<NamedTensor> trained = parameters.trained().stream()
                .map(parameter -> new NamedTensor(parameter.name(), parameter.value()))
                .toList();
        ScheduleSettings schedule = settings.schedule();
        optimizer = switch (schedule.optimizer()) {
            case SGD -> new Sgd(backend, trained, new SgdOptions(schedule.momentum(), schedule.weightDecay()));
            case ADAMW -> new AdamW(backend, trained, AdamWOptions.withWeightDecay(schedule.weightDecay()));
        };
        evaluation.begin();
    }

    private Optimizer optimizer() {
        Optimizer present = optimizer;
        if (present == null) {
            throw new IllegalStateException("start or resume the training first");
        }
        return present;
    }

    /**
     * Does the next two steps, or what is left of the training, validates a pair, and writes a checkpoint and weights that it
     * deletes, to measure what each costs. The weights have changed then without a record: the trainer can only be closed.
     *
     * @param place a folder on the disk of the run
     * @return the costs; that of the last step
     * @throws IllegalStateException if all steps are done
     * @throws IOException if an image cannot be read, or the disk cannot take a checkpoint
     * @throws DivergenceException if the loss, its gradient or the weights are not finite
     */
    public TrainingCosts tryOut(Path place) throws IOException, DivergenceException {
        if (done.step() >= steps) {
            throw new IllegalStateException("all " + steps + " steps are done; there is none to measure");
        }
        tried = true;
        Checkpoint before = done;
        TrainingStep<O> step = newStep();
        double seconds = 0;
        long first = done.step();
        // Memory is that of the largest crops, time that of the next step.
        try (BatchLoader loader =
                loader(at -> at == first ? settings.data().crops().last() : cropAt(at))) {
            long last = Math.min(done.step() + TRIAL_STEPS, steps);
            while (done.step() < last) {
                seconds = next(step, loader).seconds();
            }
        }
        StepEstimate estimate = StepEstimate.after(seconds);
        Optional<TrainingCosts.Evaluating> evaluating = measureEvaluation();
        TrainingCosts.Saving saving = measureSaving(place);
        done = before; // what is left is what a run has to do
        return new TrainingCosts(estimate, evaluating, Optional.of(saving));
    }

    /**
     * Trains until all steps are done or the caller asks to stop.
     *
     * @param folder receives checkpoints, weights and previews; made if need be
     * @param log receives all events; if it fails, the training continues without it, and so it does after a validation or a
     *     preview that fails
     * @param stopRequested is asked between steps
     * @throws IOException if an image cannot be read or checkpoint or weights not be written
     * @throws DivergenceException if the loss, its gradient or the weights are not finite
     */
    public Outcome run(RunFolder folder, RunLog log, BooleanSupplier stopRequested)
            throws IOException, DivergenceException {
        return run(folder, new SideProducts(log), stopRequested);
    }

    private Outcome run(RunFolder folder, SideProducts log, BooleanSupplier stopRequested)
            throws IOException, DivergenceException {
        if (tried) {
            throw new IllegalStateException("the trainer has been tried out; make a new one to train");
        }
        AtomicFile.makeFolder(folder.path());
        TrainingStep<O> step = newStep();
        try (BatchLoader loader = loader(this::cropAt)) {
            while (done.step() < steps && !isOutOfPatience()) {
                if (stopRequested.getAsBoolean()) {
                    saveCheckpoint(folder, log);
                    return Outcome.STOPPED;
                }
                log.step(next(step, loader));
                if (done.step() < steps) {
                    validate(folder, log);
                    if (isDue(settings.run().checkpointEvery())) {
                        saveCheckpoint(folder, log);
                    }
                    preview(folder, log);
                }
            }
        }
        // First what took hours to compute, then what is made from it. A run that was killed in between is validated
        // when it is
        // resumed, so that it has the same best weights as one that was not.
        saveCheckpoint(folder, log);
        writeWeights(folder.finalWeights(), log);
        if (done.step() < steps) {
            return Outcome.EARLY; // the last validation was of these weights
        }
        double best = done.bestTotal();
        validate(folder, log);
        if (done.bestTotal() < best) {
            saveCheckpoint(folder, log);
        }
        preview(folder, log);
        return Outcome.COMPLETE;
    }

    private boolean isOutOfPatience() {
        int patience = settings.run().patience();
        return patience > 0 && done.staleValidations() >= patience;
    }

    private CropRange.CropSize cropAt(long step) {
        return settings.data().crops().at(step, steps);
    }

    /** Returns what is left to do. */
    public RemainingWork remainingWork() {
        RunSettings run = settings.run();
        int pairs = validation == null ? 0 : validation.pairs();
        return new RemainingWork(
                settings.data().crops().remaining(done.step(), steps),
                pairs == 0 ? 0 : RemainingWork.times(run.validateEvery(), done.step(), steps),
                pairs,
                pairs == 0 ? 0 : RemainingWork.times(run.previewEvery(), done.step(), steps),
                Math.min(pairs, PreviewSheet.MAX_ROWS),
                RemainingWork.between(run.checkpointEvery(), done.step(), steps) + 1);
    }

    /** Returns how many pieces of work follow the last step: a checkpoint, weights, each pair of a validation, a preview. */
    public int finishingWork() {
        RunSettings run = settings.run();
        int pairs = validation == null ? 0 : validation.pairs();
        return 2 + (run.validateEvery() > 0 ? pairs : 0) + (run.previewEvery() > 0 && pairs > 0 ? 1 : 0);
    }

    /**
     * Measures what a validation costs, with one pair; the training is not changed by it.
     *
     * @return empty if there are no validations and no previews, or if it fails: a validation that fails does not end a training
     */
    Optional<TrainingCosts.Evaluating> measureEvaluation() {
        Validation<O> heldOut = validation;
        if (heldOut == null || remainingWork().evaluations() == 0) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        try (ParameterOverlay evaluated = evaluation.open(done.step())) {
            double ready = (System.nanoTime() - start) * 1e-9;
            var unused = heldOut.run(done.step(), 1, number -> {});
            return Optional.of(new TrainingCosts.Evaluating(ready, (System.nanoTime() - start) * 1e-9 - ready));
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "a validation could not be measured", e);
            return Optional.empty();
        }
    }

    /** Writes a checkpoint and weights into a folder that is deleted then, and measures the time. */
    private TrainingCosts.Saving measureSaving(Path place) throws IOException, DivergenceException {
        Path folder;
        try {
            folder = Files.createTempDirectory(place, ".psfusion-dry-run-");
        } catch (IOException e) {
            throw FileWriteException.of(place, e);
        }
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        Path weights = folder.resolve("weights.safetensors");
        try {
            SideProducts nobody = new SideProducts(new RunLog() {});
            long start = System.nanoTime();
            write(checkpoint);
            double ofCheckpoint = (System.nanoTime() - start) * 1e-9;
            writeWeights(weights, nobody);
            double ofWeights = (System.nanoTime() - start) * 1e-9 - ofCheckpoint;
            return new TrainingCosts.Saving(Files.size(checkpoint), ofCheckpoint, ofWeights);
        } finally {
            Files.deleteIfExists(checkpoint);
            Files.deleteIfExists(weights);
            Files.deleteIfExists(folder);
        }
    }

    /** Returns the size of the weights in a file, in bytes, without names. */
    long weightBytes() {
        return parameters.all().stream()
                .mapToLong(parameter -> parameter.shape().elements() * Float.BYTES)
                .sum();
    }

    private BatchLoader loader(LongFunction<CropRange.CropSize> crops) {
        long accumulation = settings.data().gradAccumulation();
        return new BatchLoader(
                dataset,
                sampler,
                settings.data(),
                number -> crops.apply(number / accumulation),
                done.step() * accumulation);
    }

    /** Does one step and counts it. */
    private StepResult next(TrainingStep<O> step, BatchLoader loader) throws IOException, DivergenceException {
        long start = System.nanoTime();
        List<ImageBatch> batches = new ArrayList<>();
        for (int i = 0; i < settings.data().gradAccumulation(); i++) {
            batches.add(loader.next());
        }
        double rate = rates.rate(done.step());
        TrainingStep.Values values = step.apply(done.step() + 1, batches, rate);
        evaluation.update(done.step());
        double seconds = (System.nanoTime() - start) * 1e-9;
        rememberPairs(done.step() * settings.data().gradAccumulation(), batches.size());
        done = done.afterStep(seconds);
        return new StepResult(done.step(), values.total(), values.terms(), values.gradientNorm(), rate, seconds);
    }

    /**
     * Returns the batches for the running statistics of the evaluated weights: those of the first steps, so that validations
     * differ by the weights alone.
     */
    private TrainingStep<O> newStep() {
        return new TrainingStep<>(
                backend,
                task,
                optimizer(),
                settings.precision(),
                settings.schedule().frozenStatistics());
    }

    private BatchLoader recalibrationBatches(long step) {
        return new BatchLoader(dataset, sampler, settings.data(), number -> cropAt(step), 0);
    }

    /** Adds the pairs of batches, which the sampler knows by their numbers: what the loader read ahead does not count. */
    private void rememberPairs(long first, int batches) {
        for (int i = 0; i < batches; i++) {
            for (int member : sampler.members(first + i)) {
                dataset.fingerprint(member).ifPresent(pairs::add);
            }
        }
    }

    private Map<String, String> weightsMetadata() {
        return metadata.after(done, earlierPairs.and(TrainingPairs.of(pairs, true)));
    }

    private void validate(RunFolder folder, SideProducts log) throws IOException {
        Validation<O> heldOut = validation;
        if (heldOut == null || !isDueOrLast(settings.run().validateEvery())) {
            return;
        }
        IntConsumer progress = pair -> log.working("validation, pair " + pair + " of " + heldOut.pairs());
        progress.accept(1); // making the weights may take long, too
        Optional<ValidationResult> result = log.attempt("validation after step " + done.step(), () -> {
            try (ParameterOverlay evaluated = evaluatedWeights()) {
                return heldOut.run(done.step(), heldOut.pairs(), progress);
            }
        });
        if (result.isPresent()) {
            log.validated(result.get());
            boolean better = result.get().total() < done.bestTotal();
            done = done.afterValidation(result.get().total());
            if (better) {
                writeWeights(folder.bestWeights(), log);
            }
        }
    }

    private ParameterOverlay evaluatedWeights() throws IOException {
        ParameterOverlay overlay = evaluation.open(done.step());
        rememberPairs(0, settings.schedule().averaging().recalibrationBatches());
        return overlay;
    }

    private void preview(RunFolder folder, SideProducts log) {
        Validation<O> heldOut = validation;
        if (heldOut != null && isDueOrLast(settings.run().previewEvery())) {
            log.working("preview");
            log.attempt("preview after step " + done.step(), () -> {
                        try (ParameterOverlay evaluated = evaluatedWeights()) {
                            return PreviewSheet.write(heldOut, task, folder.previews(), done.step());
                        }
                    })
                    .flatMap(preview -> preview)
                    .ifPresent(log::saved);
        }
    }

    private boolean isDueOrLast(long every) {
        return isDue(every) || (every > 0 && done.step() == steps);
    }

    private boolean isDue(long every) {
        return every > 0 && done.step() % every == 0;
    }

    private void saveCheckpoint(RunFolder folder, SideProducts log) throws IOException, DivergenceException {
        log.working(CHECKPOINT);
        CheckpointFolder checkpoints = folder.checkpoints();
        Path file = checkpoints.fileFor(done.step());
        write(file);
        checkpoints.keep(settings.run().keep(), done.step());
        log.saved(file);
    }

    private void write(Path checkpoint) throws IOException, DivergenceException {
        try {
            done.write(checkpoint, backend, parameters, optimizer(), evaluation.state(), weightsMetadata());
        } catch (Checkpoint.InvalidStateException e) {
            throw new DivergenceException(done.step(), e);
        }
    }

    private void writeWeights(Path file, SideProducts log) throws IOException {
        log.working("weights");
        try (ParameterOverlay evaluated = evaluatedWeights()) {
            SafetensorsWriter.write(file, weightsMetadata(), StateDictLoader.toWrite(parameters, DataType.FLOAT32));
        }
        log.saved(file);
    }

    /** Frees the state of the optimizer and averaged weights. */
    @Override
    public void close() {
        evaluation.close();
        if (optimizer != null) {
            optimizer.close();
            optimizer = null;
        }
    }
}
