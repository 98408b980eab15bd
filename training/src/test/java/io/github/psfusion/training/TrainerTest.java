// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.training.ScheduleSettings.Length;
import io.github.psfusion.training.ScheduleSettings.OptimizerKind;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.losses.ObjectiveOptions;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loop on tiny synthetic scenes: what a resumed run computes, what it leaves behind, when it stops. */
@Tag("slow")
class TrainerTest {
    private static final Dataset SCENES =
            new SyntheticSamples(SceneSettings.defaults().withSize(64, 48), 6, 3, 0);
    private static final Dataset HELD_OUT =
            new SyntheticSamples(SceneSettings.defaults().withSize(70, 50), 2, 3, 100);

    private final Backend backend = Backends.open(BackendOptions.defaults());
    private final long liveBefore = backend.liveTensors();

    @TempDir
    private Path folder;

    @AfterEach
    void nothingLeaks() {
        assertThat(backend.liveTensors()).isEqualTo(liveBefore);
    }

    @ParameterizedTest
    @EnumSource(OptimizerKind.class)
    void resumedRunGoesOnAsIfItHadNotStopped(OptimizerKind optimizer) throws Exception {
        List<StepResult> whole = train(settings(optimizer, 5), folder.resolve("whole"), 5, false);
        Path interrupted = folder.resolve("interrupted");
        List<StepResult> parts = new ArrayList<>(train(settings(optimizer, 5), interrupted, 2, false));
        parts.addAll(train(settings(optimizer, 5), interrupted, 5, true));
        assertThat(parts).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(parts.get(i).step()).isEqualTo(i + 1);
            assertThat(parts.get(i).total())
                    .as("step %s", i + 1)
                    .isEqualTo(whole.get(i).total());
            assertThat(parts.get(i).terms()).isEqualTo(whole.get(i).terms());
        }
        assertThat(Files.mismatch(folder.resolve("whole/final.safetensors"), interrupted.resolve("final.safetensors")))
                .as("bytes that differ, but for the hours in the metadata")
                .satisfiesAnyOf(
                        position -> assertThat(position).isEqualTo(-1L),
                        position -> assertThat(sameTensors(
                                        folder.resolve("whole/final.safetensors"),
                                        interrupted.resolve("final.safetensors")))
                                .isTrue());
    }

    private static boolean sameTensors(Path first, Path second) {
        try (WeightFile a = WeightFiles.open(first);
                WeightFile b = WeightFiles.open(second)) {
            for (String name : a.names()) {
                if (!a.tensor(name).data().equals(b.tensor(name).data())) {
                    return false;
                }
            }
            return a.names().equals(b.names());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void runLeavesWeightsPreviewAndTheNewestCheckpoints() throws Exception {
        TrainingSettings settings = settings(OptimizerKind.ADAMW, 4);
        List<ValidationResult> validations = new ArrayList<>();
        try (Trainer trainer = new Trainer(backend, settings, SCENES, folder, new RunLog() {
            @Override
            public void validated(ValidationResult result) {
                validations.add(result);
            }
        })) {
            trainer.start();
            trainer.validateOn(HELD_OUT);
            assertThat(trainer.run(() -> false)).isEqualTo(Trainer.Outcome.COMPLETE);
        }
        assertThat(validations).extracting(ValidationResult::step).containsExactly(2L, 4L);
        assertThat(validations.get(0).pairs()).isEqualTo(2);
        assertThat(validations.get(0).meanIou()).isPresent();
        assertThat(validations.get(0).terms()).hasSize(10);
        assertThat(folder.resolve("previews/step-00000002.png")).exists();
        assertThat(folder.resolve("best.safetensors")).exists();
        assertThat(new CheckpointFolder(folder.resolve("checkpoints")).newestFirst())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("step-00000004.safetensors", "step-00000003.safetensors");
        try (WeightFile file = WeightFiles.open(folder.resolve("final.safetensors"))) {
            assertThat(file.metadata()).containsEntry("steps", "4").containsEntry("optimizer", "adamw");
            assertThat(file.names()).hasSize(1360);
        }
    }

    @Test
    void notANumberStopsTheRunAndNamesTheBatch() throws Exception {
        Dataset spoilt = new Dataset() {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public String name(int index) {
                return "pair " + index;
            }

            @Override
            public TrainingSample sample(int index) throws IOException {
                TrainingSample good = SCENES.sample(index);
                return new TrainingSample(
                        name(index),
                        good.visible(),
                        Plane.constant(good.width(), good.height(), Float.NaN),
                        good.labels(),
                        good.mask());
            }

            @Override
            public String identity() {
                return "spoilt";
            }
        };
        try (Trainer trainer = new Trainer(backend, settings(OptimizerKind.SGD, 3), spoilt, folder, new RunLog() {})) {
            trainer.start();
            assertThatThrownBy(() -> trainer.run(() -> false))
                    .isInstanceOf(DivergenceException.class)
                    .hasMessageContaining("step 1")
                    .hasMessageContaining("pair 0")
                    .hasMessageContaining("pair 1");
        }
        assertThat(new CheckpointFolder(folder.resolve("checkpoints")).newestFirst())
                .isEmpty();
    }

    @Test
    void checkpointOfAnotherOptimizerIsRefused() throws Exception {
        train(settings(OptimizerKind.SGD, 2), folder, 1, false);
        try (Trainer trainer =
                new Trainer(backend, settings(OptimizerKind.ADAMW, 2), SCENES, folder, new RunLog() {})) {
            assertThatThrownBy(() -> trainer.resume(new CheckpointFolder(folder.resolve("checkpoints")).latest()))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageContaining("optimizer");
        }
    }

    @Test
    void accumulatedBatchesTrain() throws Exception {
        TrainingSettings base = settings(OptimizerKind.SGD, 1);
        DataSettings data = new DataSettings(DataSettings.LabelUse.REQUIRED, 9, 32, 32, 2, 3, Augmentation.Policy.ALL);
        TrainingSettings accumulating = new TrainingSettings(
                data, base.schedule(), base.objective(), base.run(), DataType.FLOAT32, base.seed());
        assertThat(train(accumulating, folder, 1, false)).singleElement().satisfies(step -> {
            assertThat(step.total()).isFinite();
            assertThat(step.gradientNorm()).isPositive();
        });
    }

    @Test
    void brainFloatsTrain() throws Exception {
        TrainingSettings base = settings(OptimizerKind.ADAMW, 1);
        TrainingSettings narrow = new TrainingSettings(
                base.data(), base.schedule(), base.objective(), base.run(), DataType.BFLOAT16, base.seed());
        double single = train(base, folder.resolve("single"), 1, false).get(0).total();
        double brain = train(narrow, folder.resolve("brain"), 1, false).get(0).total();
        assertThat(Math.abs(brain - single)).isLessThan(0.2 * Math.abs(single));
    }

    @Test
    void estimateOfAStepLeavesNothingBehind() throws Exception {
        StepEstimate estimate = StepEstimate.measure(backend, settings(OptimizerKind.SGD, 1));
        assertThat(estimate.secondsPerStep()).isPositive();
    }

    private List<StepResult> train(TrainingSettings settings, Path runFolder, long until, boolean resume)
            throws Exception {
        List<StepResult> results = new ArrayList<>();
        try (Trainer trainer = new Trainer(backend, settings, SCENES, runFolder, new RunLog() {
            @Override
            public void step(StepResult result) {
                results.add(result);
            }
        })) {
            if (resume) {
                trainer.resume(new CheckpointFolder(runFolder.resolve("checkpoints")).latest());
            } else {
                trainer.start();
            }
            var unused = trainer.run(() -> trainer.stepsDone() >= until);
        }
        return results;
    }

    private static TrainingSettings settings(OptimizerKind optimizer, long steps) {
        return new TrainingSettings(
                new DataSettings(DataSettings.LabelUse.REQUIRED, 9, 32, 32, 2, 1, Augmentation.Policy.ALL),
                new ScheduleSettings(
                        optimizer, 1e-4, new Length(steps, false), ScheduleSettings.PUBLISHED_WARM_UP, 0.9, 5e-4),
                ObjectiveOptions.defaults(),
                new RunSettings(1, 2, 2, 2, 2),
                DataType.FLOAT32,
                1);
    }
}
