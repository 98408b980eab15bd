// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.training.Augmentation;
import io.github.psfusion.training.CheckpointFolder;
import io.github.psfusion.training.DataSettings;
import io.github.psfusion.training.Dataset;
import io.github.psfusion.training.DivergenceException;
import io.github.psfusion.training.RunFolder;
import io.github.psfusion.training.RunSettings;
import io.github.psfusion.training.ScheduleSettings;
import io.github.psfusion.training.ScheduleSettings.Length;
import io.github.psfusion.training.ScheduleSettings.OptimizerKind;
import io.github.psfusion.training.SyntheticDataset;
import io.github.psfusion.training.Trainer;
import io.github.psfusion.training.TrainingCosts;
import io.github.psfusion.training.TrainingData;
import io.github.psfusion.training.TrainingSample;
import io.github.psfusion.training.TrainingSettings;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.StepResult;
import io.github.psfusion.training.log.ValidationResult;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training of PSFusion on tiny synthetic scenes: what a resumed run computes, what it leaves behind, when it stops. */
@Tag("slow")
class PsFusionTrainingTest {
    private static final Dataset SCENES =
            new SyntheticDataset(SceneSettings.defaults().withSize(64, 48), 6, 3, 0);
    private static final Dataset HELD_OUT =
            new SyntheticDataset(SceneSettings.defaults().withSize(70, 50), 2, 3, 100);

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
        TrainingSettings settings = settings(optimizer, 2, 0); // half a gigabyte is written where it stops, only
        List<StepResult> whole = train(settings, folder.resolve("whole"), 2, false);
        Path interrupted = folder.resolve("interrupted");
        List<StepResult> parts = new ArrayList<>(train(settings, interrupted, 1, false));
        anotherOptimizerIsRefused(optimizer, interrupted);
        parts.addAll(train(settings, interrupted, 2, true));
        assertThat(parts).hasSize(2);
        for (int i = 0; i < 2; i++) {
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

    private void anotherOptimizerIsRefused(OptimizerKind optimizer, Path run) throws Exception {
        OptimizerKind other = optimizer == OptimizerKind.SGD ? OptimizerKind.ADAMW : OptimizerKind.SGD;
        try (PsFusionTask task = task();
                Trainer<PsFusionOutputs> trainer =
                        new Trainer<>(backend, settings(other, 2), task, TrainingData.of(SCENES))) {
            assertThatThrownBy(() -> trainer.resume(new CheckpointFolder(run.resolve("checkpoints")).latest()))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageContaining("optimizer");
        }
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
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void runLeavesWeightsPreviewAndTheNewestCheckpoints() throws Exception {
        List<ValidationResult> validations = new ArrayList<>();
        TrainingData data = new TrainingData(SCENES, Optional.of(HELD_OUT));
        try (PsFusionTask task = task();
                Trainer<PsFusionOutputs> trainer =
                        new Trainer<>(backend, settings(OptimizerKind.ADAMW, 3), task, data)) {
            trainer.start();
            RunLog log = new RunLog() {
                @Override
                public void validated(ValidationResult result) {
                    validations.add(result);
                }
            };
            assertThat(trainer.run(new RunFolder(folder), log, () -> false)).isEqualTo(Trainer.Outcome.COMPLETE);
        }
        assertThat(validations).extracting(ValidationResult::step).containsExactly(2L, 3L);
        assertThat(validations.get(0).pairs()).isEqualTo(2);
        assertThat(validations.get(0).metrics().keySet())
                .containsExactly(
                        "meanIou",
                        "iou.unlabelled",
                        "iou.car",
                        "iou.person",
                        "iou.bike",
                        "iou.curve",
                        "iou.car stop",
                        "iou.guardrail",
                        "iou.color cone",
                        "iou.bump",
                        "fused.entropy",
                        "fused.deviation",
                        "fused.frequency",
                        "average.entropy",
                        "average.deviation",
                        "average.frequency");
        assertThat(validations.get(0).metrics().get("meanIou")).isPresent();
        assertThat(validations.get(0).summary()).contains("mIoU", "fused entropy", "average of the sources");
        assertThat(validations.get(0).terms()).hasSize(10);
        assertThat(folder.resolve("previews/step-00000002.png")).exists();
        assertThat(folder.resolve("best.safetensors")).exists();
        assertThat(new CheckpointFolder(folder.resolve("checkpoints")).newestFirst())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("step-00000003.safetensors", "step-00000002.safetensors");
        try (WeightFile file = WeightFiles.open(folder.resolve("final.safetensors"))) {
            assertThat(file.metadata()).containsEntry("steps", "3").containsEntry("optimizer", "adamw");
            assertThat(file.metadata()).containsEntry("network", "PSFusion").containsEntry("classes", "9");
            assertThat(file.metadata()).containsEntry("stage", "whole").containsEntry("intensity_roles", "intended");
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
        try (PsFusionTask task = task();
                Trainer<PsFusionOutputs> trainer =
                        new Trainer<>(backend, settings(OptimizerKind.SGD, 3), task, TrainingData.of(spoilt))) {
            trainer.start();
            assertThatThrownBy(() -> trainer.run(new RunFolder(folder), new RunLog() {}, () -> false))
                    .isInstanceOf(DivergenceException.class)
                    .hasMessageContaining("step 1")
                    .hasMessageContaining("pair 0")
                    .hasMessageContaining("pair 1");
        }
        assertThat(new CheckpointFolder(folder.resolve("checkpoints")).newestFirst())
                .isEmpty();
    }

    @Test
    void accumulatedBatchesTrain() throws Exception {
        TrainingSettings base = settings(OptimizerKind.SGD, 1);
        DataSettings data = new DataSettings(DataSettings.LabelUse.REQUIRED, 9, 32, 32, 2, 3, Augmentation.Policy.ALL);
        TrainingSettings accumulating =
                new TrainingSettings(data, base.schedule(), base.run(), DataType.FLOAT32, base.seed());
        assertThat(train(accumulating, folder, 1, false)).singleElement().satisfies(step -> {
            assertThat(step.total()).isFinite();
            assertThat(step.gradientNorm()).isPositive();
        });
    }

    @Test
    void brainFloatsTrain() throws Exception {
        assumeTrue(backend.supportsBfloat16(), "the CPU has no convolutions of bfloat16");
        TrainingSettings base = settings(OptimizerKind.ADAMW, 1);
        double single = train(base, folder.resolve("single"), 1, false).get(0).total();
        double brain = train(base.withPrecision(DataType.BFLOAT16), folder.resolve("brain"), 1, false)
                .get(0)
                .total();
        assertThat(Math.abs(brain - single)).isLessThan(0.2 * Math.abs(single));
    }

    @Test
    void tryingOutLeavesNothingBehind() throws Exception {
        try (PsFusionTask task = task();
                Trainer<PsFusionOutputs> trainer =
                        new Trainer<>(backend, settings(OptimizerKind.SGD, 3), task, TrainingData.of(SCENES))) {
            trainer.start();
            TrainingCosts costs = trainer.tryOut(folder);
            assertThat(costs.step().secondsPerStep()).isPositive();
            assertThat(costs.validation()).as("no held-out pairs").isEmpty();
            assertThat(costs.saving().orElseThrow().checkpointBytes()).isPositive();
            assertThatThrownBy(() -> trainer.run(new RunFolder(folder), new RunLog() {}, () -> false))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("tried out");
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static PsFusionTask task() {
        return new PsFusionTask(9, PsFusionLossOptions.defaults());
    }

    private List<StepResult> train(TrainingSettings settings, Path runFolder, long until, boolean resume)
            throws Exception {
        List<StepResult> results = new ArrayList<>();
        RunLog log = new RunLog() {
            @Override
            public void step(StepResult result) {
                results.add(result);
            }
        };
        try (PsFusionTask task = task();
                Trainer<PsFusionOutputs> trainer = new Trainer<>(backend, settings, task, TrainingData.of(SCENES))) {
            if (resume) {
                trainer.resume(new CheckpointFolder(runFolder.resolve("checkpoints")).latest());
            } else {
                trainer.start();
            }
            var unused = trainer.run(new RunFolder(runFolder), log, () -> trainer.stepsDone() >= until);
        }
        return results;
    }

    private static TrainingSettings settings(OptimizerKind optimizer, long steps) {
        return settings(optimizer, steps, 1);
    }

    private static TrainingSettings settings(OptimizerKind optimizer, long steps, long checkpointEvery) {
        return new TrainingSettings(
                new DataSettings(DataSettings.LabelUse.REQUIRED, 9, 32, 32, 2, 1, Augmentation.Policy.ALL),
                new ScheduleSettings(
                        optimizer, 1e-4, new Length(steps, false), ScheduleSettings.PUBLISHED_WARM_UP, 0.9, 5e-4),
                new RunSettings(checkpointEvery, 2, 2, 2, 2),
                DataType.FLOAT32,
                1);
    }
}
