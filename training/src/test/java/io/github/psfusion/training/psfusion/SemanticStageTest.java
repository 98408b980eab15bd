// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.networks.psfusion.SemanticLogits;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.training.Augmentation;
import io.github.psfusion.training.CheckpointFolder;
import io.github.psfusion.training.DataSettings;
import io.github.psfusion.training.DataSettings.LabelUse;
import io.github.psfusion.training.Dataset;
import io.github.psfusion.training.RunFolder;
import io.github.psfusion.training.RunSettings;
import io.github.psfusion.training.ScheduleSettings;
import io.github.psfusion.training.ScheduleSettings.Length;
import io.github.psfusion.training.ScheduleSettings.OptimizerKind;
import io.github.psfusion.training.SyntheticDataset;
import io.github.psfusion.training.Trainer;
import io.github.psfusion.training.TrainingData;
import io.github.psfusion.training.TrainingSettings;
import io.github.psfusion.training.TrainingTask;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.ValidationResult;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training of the semantic branch alone: what changes, what stays, what is recorded, and how it resumes. */
@Tag("slow")
class SemanticStageTest {
    private static final Dataset SCENES =
            new SyntheticDataset(SceneSettings.defaults().withSize(64, 48), 6, 3, 0);
    private static final Dataset HELD_OUT =
            new SyntheticDataset(SceneSettings.defaults().withSize(70, 50), 2, 3, 100);
    private static final List<String> IMAGES_ONLY =
            List.of("low_fuse1.", "low_fuse2.", "SIM1.", "SIM2.", "SIM3.", "rec_decoder.", "seg_rec_decoder.", "pred_");

    private static final int STEPS = 2;

    @TempDir
    private static Path folder;

    private static final Backend BACKEND = Backends.open(BackendOptions.defaults());
    private static final List<ValidationResult> VALIDATIONS = new ArrayList<>();
    private static long liveBefore;

    /** One run for all tests: a checkpoint has half a gigabyte. */
    @BeforeAll
    static void trainOnce() throws Exception {
        liveBefore = BACKEND.liveTensors();
        train(folder.resolve("whole"), STEPS, false, VALIDATIONS);
    }

    @AfterEach
    void nothingLeaks() {
        assertThat(BACKEND.liveTensors()).isEqualTo(liveBefore);
    }

    @Test
    void parametersOfTheImagesAloneStayAsTheyWere() throws Exception {
        Map<String, ByteBuffer> first = weights(folder.resolve("whole/checkpoints/step-00000001.safetensors"));
        Map<String, ByteBuffer> last = weights(folder.resolve("whole/final.safetensors"));
        assertThat(last).hasSize(1360).containsOnlyKeys(first.keySet());
        int trained = 0;
        for (Map.Entry<String, ByteBuffer> entry : last.entrySet()) {
            String name = entry.getKey();
            boolean imagesOnly = IMAGES_ONLY.stream().anyMatch(name::startsWith);
            boolean unused = name.startsWith("classfier.boundary_conv1") || name.startsWith("classfier.boundary_conv2");
            if (imagesOnly || unused) {
                assertThat(entry.getValue()).as(name).isEqualTo(first.get(name));
            } else if (name.endsWith("weight") && !entry.getValue().equals(first.get(name))) {
                trained++;
            }
        }
        assertThat(trained).isGreaterThan(200);
        try (WeightFile file = WeightFiles.open(folder.resolve("whole/checkpoints/step-00000002.safetensors"))) {
            assertThat(file.names()).contains("optimiser/first_moment/encoder_rgb_layer3.0.conv1.weight");
            assertThat(file.names()).noneMatch(name -> name.contains("moment/low_fuse1"));
        }
    }

    @Test
    void validationsMeasureTheClasses() throws Exception {
        ValidationResult last = VALIDATIONS.get(VALIDATIONS.size() - 1);
        assertThat(last.step()).isEqualTo(STEPS);
        assertThat(last.terms()).containsOnlyKeys("semantic", "binary", "boundary");
        assertThat(last.total())
                .isCloseTo(
                        10 * last.terms().values().stream().mapToDouble(x -> x).sum(), within(1e-4));
        assertThat(last.metrics().keySet())
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
                        "iou.bump");
        assertThat(last.summary())
                .startsWith("mIoU 0.")
                .contains("(unlabelled ")
                .doesNotContain("fused");
        assertThat(folder.resolve("whole/previews/step-00000002.png")).exists();
        try (WeightFile file = WeightFiles.open(folder.resolve("whole/best.safetensors"))) {
            assertThat(file.metadata()).containsEntry("stage", "semantic").doesNotContainKey("intensity_roles");
        }
    }

    @Test
    @Tag("long")
    void resumedRunGoesOnAsIfItHadNotStopped() throws Exception {
        Path checkpoint = folder.resolve("whole/checkpoints/step-00000001.safetensors");
        try (PsFusionTask task = new PsFusionTask(9, PsFusionLossOptions.defaults());
                Trainer<?> trainer = new Trainer<>(BACKEND, settings(), task, TrainingData.of(SCENES))) {
            assertThat(trainer.resume(checkpoint))
                    .containsExactly("the training has changed since the checkpoint: \"stage\" was semantic, is whole");
        }
        Path resumed = folder.resolve("resumed");
        Files.createDirectories(resumed.resolve("checkpoints"));
        Files.createLink(resumed.resolve("checkpoints").resolve(checkpoint.getFileName()), checkpoint);
        assertThat(train(resumed, STEPS, true, new ArrayList<>())).isEmpty();
        assertThat(weights(resumed.resolve("final.safetensors")))
                .isEqualTo(weights(folder.resolve("whole/final.safetensors")));
    }

    @Test
    void stageNeedsLabels() {
        assertThatThrownBy(() ->
                        PsFusionStage.SEMANTIC.check(DataSettings.defaults().withLabels(LabelUse.NONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("labels");
        PsFusionStage.WHOLE.check(DataSettings.defaults().withLabels(LabelUse.NONE));
        PsFusionStage.SEMANTIC.check(DataSettings.defaults().withLabels(LabelUse.OPTIONAL));
    }

    @Test
    void termsOfTheImagesHaveNoWeight() {
        assertThat(PsFusionStage.SEMANTIC.loss(PsFusionLossOptions.defaults()).weights())
                .isEqualTo(Map.of("semantic", 10.0, "binary", 10.0, "boundary", 10.0));
        assertThatThrownBy(() -> PsFusionStage.SEMANTIC.loss(
                        PsFusionLossOptions.defaults().withWeights(Map.of("gradient", 5.0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"gradient\"; there are semantic, binary, boundary");
        try (TrainingTask<?> task = PsFusionStage.SEMANTIC.task(9, PsFusionLossOptions.defaults())) {
            long whole = new PsFusionTask(9, PsFusionLossOptions.defaults()).expectedBytes(DataSettings.defaults());
            assertThat(task.expectedBytes(DataSettings.defaults())).isLessThan(whole / 2);
        }
    }

    private static Map<String, ByteBuffer> weights(Path path) throws IOException {
        Map<String, ByteBuffer> weights = new LinkedHashMap<>();
        try (WeightFile file = WeightFiles.open(path)) {
            for (String name : file.names()) {
                if (!name.startsWith("optimiser/")) {
                    ByteBuffer data = file.tensor(name).data();
                    weights.put(
                            name,
                            ByteBuffer.allocate(data.remaining())
                                    .put(data.duplicate())
                                    .flip());
                }
            }
        }
        return weights;
    }

    /** Trains until so many of all steps are done; returns what a resumed training reports to have changed. */
    private static List<String> train(Path run, long until, boolean resume, List<ValidationResult> validations)
            throws Exception {
        RunLog log = new RunLog() {
            @Override
            public void validated(ValidationResult result) {
                validations.add(result);
            }
        };
        List<String> changed = List.of();
        try (PsFusionSemanticTask task = new PsFusionSemanticTask(9, PsFusionLossOptions.defaults());
                Trainer<SemanticLogits> trainer =
                        new Trainer<>(BACKEND, settings(), task, new TrainingData(SCENES, Optional.of(HELD_OUT)))) {
            if (resume) {
                changed = trainer.resume(new CheckpointFolder(run.resolve("checkpoints")).latest());
            } else {
                trainer.start();
            }
            var unused = trainer.run(new RunFolder(run), log, () -> trainer.stepsDone() >= until);
        }
        return changed;
    }

    private static TrainingSettings settings() {
        return new TrainingSettings(
                new DataSettings(LabelUse.REQUIRED, 9, 32, 32, 2, 1, Augmentation.Policy.ALL),
                new ScheduleSettings(
                        OptimizerKind.ADAMW,
                        1e-4,
                        new Length(STEPS, false),
                        ScheduleSettings.PUBLISHED_WARM_UP,
                        0.9,
                        5e-4),
                new RunSettings(1, 5, 2, 2, 2),
                DataType.FLOAT32,
                1);
    }
}
