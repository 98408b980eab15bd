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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training of PSFusion on tiny synthetic scenes: what a resumed run computes, what it leaves behind, when it stops. */
@Tag("slow")
class PsFusionTrainingTest {
    private static final Dataset SCENES =
            new SyntheticDataset(SceneSettings.defaults().withSize(64, 48), 6, 3, 0);
    private static final Dataset HELD_OUT =
            new SyntheticDataset(SceneSettings.defaults().withSize(70, 50), 2, 3, 100);

    private static final int STEPS = 3;

    private final Backend backend = Backends.open(BackendOptions.defaults());
    private final long liveBefore = backend.liveTensors();

    @TempDir
    private Path folder;

    @AfterEach
    void nothingLeaks() {
        assertThat(backend.liveTensors()).isEqualTo(liveBefore);
    }

    /** One run for both: a checkpoint of the whole network has more than half a gigabyte. */
    @Test
    void runLeavesWeightsPreviewAndCheckpointsFromWhichItContinuesToTheBit() throws Exception {
        List<ValidationResult> validations = new ArrayList<>();
        List<StepResult> steps = new ArrayList<>();
        TrainingData data = new TrainingData(SCENES, Optional.of(HELD_OUT));
        Path whole = folder.resolve("whole");
        try (PsFusionTask task = task();
                Trainer<PsFusionOutputs> trainer =
                        new Trainer<>(backend, settings(OptimizerKind.ADAMW, STEPS), task, data)) {
            trainer.start();
            RunLog log = new RunLog() {
                @Override
                public void step(StepResult result) {
                    steps.add(result);
                }

                @Override
                public void validated(ValidationResult result) {
                    validations.add(result);
                }
            };
            assertThat(trainer.run(new RunFolder(whole), log, () -> false)).isEqualTo(Trainer.Outcome.COMPLETE);
        }
        assertValidations(validations);
        assertThat(whole.resolve("previews/step-00000002.png")).exists();
        assertThat(whole.resolve("best.safetensors")).exists();
        assertThat(new CheckpointFolder(whole.resolve("checkpoints")).newestFirst())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("step-00000003.safetensors", "step-00000002.safetensors");
        try (WeightFile file = WeightFiles.open(whole.resolve("final.safetensors"))) {
            assertThat(file.metadata()).containsEntry("steps", "3").containsEntry("optimizer", "adamw");
            assertThat(file.metadata()).containsEntry("network", "PSFusion").containsEntry("classes", "9");
            assertThat(file.metadata()).containsEntry("stage", "whole").containsEntry("intensity_roles", "intended");
            assertThat(file.names()).hasSize(1360);
        }
        assertContinuesToTheBit(steps.get(STEPS - 1), whole);
    }

    private static void assertValidations(List<ValidationResult> validations) {
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
    }

    /** From the checkpoint of the second step; a training with another optimizer does not continue from it. */
    private void assertContinuesToTheBit(StepResult lastStep, Path whole) throws Exception {
        Path checkpoint = whole.resolve("checkpoints/step-00000002.safetensors");
        try (PsFusionTask task = task();
                Trainer<PsFusionOutputs> other =
                        new Trainer<>(backend, settings(OptimizerKind.SGD, STEPS), task, TrainingData.of(SCENES))) {
            assertThatThrownBy(() -> other.resume(checkpoint))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageContaining("optimizer");
        }
        Path resumed = folder.resolve("resumed");
        Files.createDirectories(resumed.resolve("checkpoints"));
        Files.createLink(resumed.resolve("checkpoints").resolve(checkpoint.getFileName()), checkpoint);
        assertThat(train(settings(OptimizerKind.ADAMW, STEPS), resumed, true))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.step()).isEqualTo(lastStep.step());
                    assertThat(step.total()).isEqualTo(lastStep.total());
                    assertThat(step.terms()).isEqualTo(lastStep.terms());
                });
        try (WeightFile expected = WeightFiles.open(whole.resolve("final.safetensors"));
                WeightFile found = WeightFiles.open(resumed.resolve("final.safetensors"))) {
            assertThat(found.names()).isEqualTo(expected.names());
            for (String name : expected.names()) {
                assertThat(found.tensor(name).data())
                        .as(name)
                        .isEqualTo(expected.tensor(name).data());
            }
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
    void brainFloatsTrain() throws Exception {
        assumeTrue(backend.supportsBfloat16(), "the CPU has no convolutions of bfloat16");
        TrainingSettings base = settings(OptimizerKind.ADAMW, 1);
        double single = train(base, folder.resolve("single"), false).get(0).total();
        double brain = train(base.withPrecision(DataType.BFLOAT16), folder.resolve("brain"), false)
                .get(0)
                .total();
        assertThat(Math.abs(brain - single)).isLessThan(0.2 * Math.abs(single));
    }

    private static PsFusionTask task() {
        return new PsFusionTask(9, PsFusionLossOptions.defaults());
    }

    private List<StepResult> train(TrainingSettings settings, Path runFolder, boolean resume) throws Exception {
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
            var unused = trainer.run(new RunFolder(runFolder), log, () -> false);
        }
        return results;
    }

    private static TrainingSettings settings(OptimizerKind optimizer, long steps) {
        return new TrainingSettings(
                new DataSettings(DataSettings.LabelUse.REQUIRED, 9, 32, 32, 2, 1, Augmentation.Policy.ALL),
                new ScheduleSettings(
                        optimizer, 1e-4, new Length(steps, false), ScheduleSettings.PUBLISHED_WARM_UP, 0.9, 5e-4),
                new RunSettings(2, 2, 2, 2, 2),
                DataType.FLOAT32,
                1);
    }
}
