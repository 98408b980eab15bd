// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.training.ScheduleSettings.Length;
import io.github.psfusion.training.ScheduleSettings.OptimizerKind;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.StepResult;
import io.github.psfusion.training.log.ValidationResult;
import io.github.psfusion.training.photometric.PhotometricSettings;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The trainer with a network, a loss and metrics that are not those of PSFusion: see {@link ToyTask}. */
class TrainerTest {
    private static final Dataset PAIRS = new NoiseDataset(48, 40, 6, 3);
    private static final Dataset HELD_OUT = new NoiseDataset(50, 42, 3, 100);
    private static final List<String> WEIGHTS = List.of(
            "bn.bias",
            "bn.num_batches_tracked",
            "bn.running_mean",
            "bn.running_var",
            "bn.weight",
            "conv.bias",
            "conv.weight");
    private static final List<String> TRAINED = List.of("bn.bias", "bn.weight", "conv.bias", "conv.weight");

    private final Backend backend = Backends.open(BackendOptions.defaults());
    private final long liveBefore = backend.liveTensors();

    @TempDir
    private Path folder;

    @AfterEach
    void nothingLeaks() {
        assertThat(backend.liveTensors()).isEqualTo(liveBefore);
    }

    private static TrainingSettings settings(OptimizerKind optimizer, long steps) {
        return new TrainingSettings(
                new DataSettings(
                        DataSettings.LabelUse.REQUIRED, ToyTask.CLASSES, 32, 32, 2, 1, Augmentation.Policy.ALL),
                new ScheduleSettings(optimizer, 1e-2, new Length(steps, false), 0, 0.9, 5e-4),
                new RunSettings(2, 5, 3, 3, 2),
                DataType.FLOAT32,
                1);
    }

    /** The events of a run. */
    private static final class Events implements RunLog {
        private final List<StepResult> steps = new ArrayList<>();
        private final List<ValidationResult> validations = new ArrayList<>();
        private final List<String> files = new ArrayList<>();

        @Override
        public void step(StepResult result) {
            steps.add(result);
        }

        @Override
        public void validated(ValidationResult result) {
            validations.add(result);
        }

        @Override
        public void saved(Path file) {
            files.add(String.valueOf(file.getFileName()));
        }
    }

    private Events train(TrainingSettings settings, Path run, long until, boolean resume) throws Exception {
        return train(new TrainingData(PAIRS, Optional.of(HELD_OUT)), settings, run, until, resume);
    }

    private Events train(TrainingData data, TrainingSettings settings, Path run, long until, boolean resume)
            throws Exception {
        Events events = new Events();
        RunFolder runFolder = new RunFolder(run);
        try (ToyTask task = new ToyTask();
                Trainer<ToyTask.Outputs> trainer = new Trainer<>(backend, settings, task, data)) {
            if (resume) {
                trainer.resume(runFolder.checkpoints().latest());
            } else {
                trainer.start();
            }
            Trainer.Outcome outcome = trainer.run(runFolder, events, () -> trainer.stepsDone() >= until);
            assertThat(outcome)
                    .isEqualTo(
                            until >= settings.schedule().length().amount() && trainer.stepsDone() == trainer.steps()
                                    ? Trainer.Outcome.COMPLETE
                                    : Trainer.Outcome.STOPPED);
        }
        return events;
    }

    private static Map<String, byte[]> tensors(Path file) throws IOException {
        Map<String, byte[]> tensors = new HashMap<>();
        try (WeightFile weights = WeightFiles.open(file)) {
            for (String name : weights.names()) {
                var data = weights.tensor(name).data();
                byte[] bytes = new byte[data.remaining()];
                data.duplicate().get(bytes);
                tensors.put(name, bytes);
            }
        }
        return tensors;
    }

    private static void assertSameTensors(Path found, Path expected) throws IOException {
        Map<String, byte[]> wanted = tensors(expected);
        Map<String, byte[]> tensors = tensors(found);
        assertThat(tensors.keySet()).isEqualTo(wanted.keySet());
        wanted.forEach((name, bytes) -> assertThat(tensors.get(name)).as(name).isEqualTo(bytes));
    }

    @Test
    void stepsMinimizeTheLoss() throws Exception {
        List<StepResult> steps = train(settings(OptimizerKind.ADAMW, 40), folder, 40, false).steps;
        assertThat(steps).hasSize(40);
        assertThat(steps).extracting(StepResult::step).startsWith(1L, 2L, 3L);
        for (StepResult step : steps) {
            assertThat(step.terms().keySet()).containsExactly("image", "classes");
            assertThat(step.total())
                    .isCloseTo(
                            2 * step.terms().getOrDefault("image", Double.NaN)
                                    + step.terms().getOrDefault("classes", Double.NaN),
                            within(1e-5));
            assertThat(step.gradientNorm()).isPositive();
        }
        assertThat(steps.get(39).total()).isLessThan(0.7 * steps.get(0).total());
    }

    private static TrainingSettings averaged(TrainingSettings settings, AveragingSettings averaging) {
        return new TrainingSettings(
                settings.data(),
                settings.schedule().withAveraging(averaging),
                settings.run(),
                settings.precision(),
                settings.seed());
    }

    @ParameterizedTest
    @EnumSource(OptimizerKind.class)
    void resumedRunContinuesBitForBit(OptimizerKind optimizer) throws Exception {
        resumesBitForBit(settings(optimizer, 8));
    }

    @ParameterizedTest
    @CsvSource({"0.9, 0", "0, 3", "0.9, 3"})
    void resumedRunWithAveragedWeightsContinuesBitForBit(double decay, int batches) throws Exception {
        resumesBitForBit(averaged(settings(OptimizerKind.ADAMW, 8), new AveragingSettings(decay, batches)));
    }

    @Test
    void resumedRunWithGrowingCropsContinuesBitForBit() throws Exception {
        TrainingSettings plain = settings(OptimizerKind.ADAMW, 8);
        resumesBitForBit(new TrainingSettings(
                plain.data().withCrops(CropRange.parse("32x32..96x64")),
                plain.schedule().withAveraging(new AveragingSettings(0, 2)),
                plain.run(),
                plain.precision(),
                plain.seed()));
        try (WeightFile file = WeightFiles.open(folder.resolve("whole/final.safetensors"))) {
            assertThat(file.metadata()).containsEntry("crop", "32x32..96x64");
        }
    }

    private void resumesBitForBit(TrainingSettings settings) throws Exception {
        Events whole = train(settings, folder.resolve("whole"), 8, false);
        Events parts = train(settings, folder.resolve("parts"), 4, false);
        Events rest = train(settings, folder.resolve("parts"), 8, true);
        assertThat(parts.steps).hasSize(4);
        assertThat(rest.steps).hasSize(4);
        for (int i = 0; i < 8; i++) {
            StepResult expected = whole.steps.get(i);
            StepResult found = i < 4 ? parts.steps.get(i) : rest.steps.get(i - 4);
            assertThat(found.step()).isEqualTo(expected.step());
            assertThat(found.total()).as("step %s", i + 1).isEqualTo(expected.total());
            assertThat(found.terms()).isEqualTo(expected.terms());
            assertThat(found.gradientNorm()).isEqualTo(expected.gradientNorm());
            assertThat(found.learningRate()).isEqualTo(expected.learningRate());
        }
        assertThat(rest.validations).isEqualTo(whole.validations.subList(1, whole.validations.size()));
        for (String file : List.of(
                "checkpoints/step-00000006.safetensors",
                "checkpoints/step-00000008.safetensors",
                "best.safetensors",
                "final.safetensors")) {
            assertSameTensors(
                    folder.resolve("parts").resolve(file),
                    folder.resolve("whole").resolve(file));
        }
    }

    @Test
    void resumedRunOfSeveralSetsWithPhotometricChangesContinuesBitForBit() throws Exception {
        Dataset mixed = ConcatDataset.of(List.of(PAIRS, new NoiseDataset(33, 60, 3, 200)));
        TrainingData data = new TrainingData(
                mixed,
                Optional.of(HELD_OUT),
                new Mixture(List.of(new Mixture.Part(6, 0.25), new Mixture.Part(3, 0.75))));
        TrainingSettings plain = settings(OptimizerKind.SGD, 11);
        TrainingSettings settings = new TrainingSettings(
                plain.data().withPhotometric(PhotometricSettings.ALL),
                plain.schedule(),
                plain.run(),
                plain.precision(),
                plain.seed());
        Events whole = train(data, settings, folder.resolve("whole"), 11, false);
        Events parts = train(data, settings, folder.resolve("parts"), 5, false);
        Events rest = train(data, settings, folder.resolve("parts"), 11, true);
        assertThat(parts.steps).extracting(StepResult::total).isEqualTo(totals(whole.steps.subList(0, 5)));
        assertThat(rest.steps).extracting(StepResult::total).isEqualTo(totals(whole.steps.subList(5, 11)));
        assertSameTensors(folder.resolve("parts/final.safetensors"), folder.resolve("whole/final.safetensors"));
        try (WeightFile file = WeightFiles.open(folder.resolve("whole/final.safetensors"))) {
            assertThat(file.metadata())
                    .containsEntry("data", "6 pairs of noise; 3 pairs of noise; shares 0.25, 0.75")
                    .containsEntry("photometric", PhotometricSettings.ALL.toString());
        }
    }

    private static List<Double> totals(List<StepResult> steps) {
        return steps.stream().map(StepResult::total).toList();
    }

    @Test
    void validationUsesWholeImagesAndTheMetricsOfTheTask() throws Exception {
        Events events = train(settings(OptimizerKind.ADAMW, 7), folder, 7, false);
        assertThat(events.validations).extracting(ValidationResult::step).containsExactly(3L, 6L, 7L);
        assertThat(events.validations).allSatisfy(validation -> {
            assertThat(validation.pairs()).isEqualTo(2);
            assertThat(validation.metrics()).containsEntry("pairsSeen", OptionalDouble.of(2));
            assertThat(validation
                            .metrics()
                            .getOrDefault("image.largest", OptionalDouble.empty())
                            .orElseThrow())
                    .isPositive();
            assertThat(validation.summary()).isEqualTo("2 pairs seen");
            assertThat(validation.terms().keySet()).containsExactly("image", "classes");
        });
        assertThat(events.files)
                .contains("step-00000003.png", "best.safetensors", "step-00000002.safetensors", "final.safetensors");
        assertThat(folder.resolve("previews/step-00000007.png")).exists();
    }

    @ParameterizedTest
    @EnumSource(OptimizerKind.class)
    void checkpointsHaveTheKeysOfTheFirstOnes(OptimizerKind optimizer) throws Exception {
        var events = train(settings(optimizer, 2), folder, 2, false);
        assertThat(events.steps).hasSize(2);
        List<String> expected = new ArrayList<>(WEIGHTS);
        for (String name : TRAINED) {
            if (optimizer == OptimizerKind.SGD) {
                expected.add("optimiser/momentum/" + name);
            } else {
                expected.add("optimiser/first_moment/" + name);
                expected.add("optimiser/second_moment/" + name);
            }
        }
        if (optimizer == OptimizerKind.ADAMW) {
            expected.add("optimiser/steps");
        }
        try (WeightFile file =
                WeightFiles.open(new RunFolder(folder).checkpoints().latest())) {
            assertThat(file.names()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(file.metadata().keySet())
                    .containsExactlyInAnyOrderElementsOf(Set.of(
                            "network",
                            "program",
                            "engine",
                            "data",
                            "steps",
                            "hours",
                            "scale",
                            "crop",
                            "batch_size",
                            "accumulate",
                            "augmentation",
                            "photometric",
                            "missing_masks",
                            "labels",
                            "optimizer",
                            "learning_rate",
                            "schedule",
                            "ema",
                            "recalibration_batches",
                            "frozen_statistics",
                            "weight_decay",
                            "toy_loss",
                            "precision",
                            "seed",
                            "training_pairs",
                            "kind",
                            "step",
                            "seconds",
                            "best_total",
                            "checkpoint_sha256"));
            assertThat(file.metadata())
                    .containsEntry("network", "toy")
                    .containsEntry("toy_loss", "absolute")
                    .containsEntry("kind", "training checkpoint")
                    .containsEntry("step", "2");
        }
        try (WeightFile file = WeightFiles.open(new RunFolder(folder).finalWeights())) {
            assertThat(file.names()).containsExactlyInAnyOrderElementsOf(WEIGHTS);
        }
    }

    @Test
    void checkpointWithTheLeastMetadataOfTheFirstOnesResumes() throws Exception {
        TrainingSettings settings = settings(OptimizerKind.SGD, 4);
        var whole = train(settings, folder.resolve("whole"), 4, false);
        Path recent = folder.resolve("whole/checkpoints/step-00000002.safetensors");
        RunFolder old = new RunFolder(folder.resolve("old"));
        try (WeightFile file = WeightFiles.open(recent)) {
            List<TensorToWrite> tensors = new ArrayList<>();
            for (String name : file.names()) {
                tensors.add(TensorToWrite.of(file.tensor(name)));
            }
            SafetensorsWriter.write(
                    old.checkpoints().fileFor(2), Map.of("kind", "training checkpoint", "step", "2"), tensors);
        }
        var rest = train(settings, old.path(), 4, true);
        assertThat(rest.steps)
                .extracting(StepResult::total)
                .containsExactly(whole.steps.get(2).total(), whole.steps.get(3).total());
        assertSameTensors(old.finalWeights(), folder.resolve("whole/final.safetensors"));
    }

    @Test
    void weightsAloneAreNoCheckpoint() throws Exception {
        var events = train(settings(OptimizerKind.SGD, 1), folder, 1, false);
        assertThat(events.steps).hasSize(1);
        try (ToyTask task = new ToyTask();
                Trainer<ToyTask.Outputs> trainer =
                        new Trainer<>(backend, settings(OptimizerKind.SGD, 2), task, TrainingData.of(PAIRS))) {
            assertThatThrownBy(() -> trainer.resume(new RunFolder(folder).finalWeights()))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageContaining("not a checkpoint")
                    .hasMessageContaining("--pretrained");
        }
    }

    @Test
    void accumulatedBatchesCountAsTheirMean() throws Exception {
        TrainingSettings single = standingStill(1, 6);
        TrainingSettings accumulating = standingStill(3, 2);
        List<StepResult> batches = train(single, folder.resolve("single"), 6, false).steps;
        List<StepResult> steps = train(accumulating, folder.resolve("accumulating"), 2, false).steps;
        assertThat(steps).hasSize(2);
        for (int i = 0; i < 2; i++) {
            double mean = batches.subList(3 * i, 3 * i + 3).stream()
                    .mapToDouble(StepResult::total)
                    .average()
                    .orElseThrow();
            assertThat(steps.get(i).total()).isCloseTo(mean, within(1e-6));
        }
    }

    /** Returns settings with a learning rate so small that no weight changes. */
    private static TrainingSettings standingStill(int gradAccumulation, long steps) {
        return new TrainingSettings(
                new DataSettings(
                        DataSettings.LabelUse.REQUIRED, 9, 32, 32, 2, gradAccumulation, Augmentation.Policy.ALL),
                new ScheduleSettings(OptimizerKind.SGD, 1e-30, new Length(steps, false), 0, 0, 0),
                new RunSettings(0, 1, 0, 0, 1),
                DataType.FLOAT32,
                1);
    }

    @Test
    void tryingOutMeasuresAndWritesNothing() throws Exception {
        try (ToyTask task = new ToyTask();
                Trainer<ToyTask.Outputs> trainer =
                        new Trainer<>(backend, settings(OptimizerKind.SGD, 9), task, TrainingData.of(PAIRS))) {
            trainer.start();
            assertThat(trainer.tryOut(folder).step().secondsPerStep()).isPositive();
            assertThatThrownBy(() -> trainer.run(new RunFolder(folder), new RunLog() {}, () -> false))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("tried out");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void completeTrainingHasNoStepToMeasure() throws Exception {
        var events = train(settings(OptimizerKind.SGD, 1), folder, 1, false);
        assertThat(events.steps).hasSize(1);
        try (ToyTask task = new ToyTask();
                Trainer<ToyTask.Outputs> trainer =
                        new Trainer<>(backend, settings(OptimizerKind.SGD, 1), task, TrainingData.of(PAIRS))) {
            trainer.resume(new RunFolder(folder).checkpoints().latest());
            assertThatThrownBy(() -> trainer.tryOut(folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("steps are done");
        }
    }
}
