// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.Augmentation;
import io.github.psfusion.training.Batch;
import io.github.psfusion.training.CheckpointFolder;
import io.github.psfusion.training.DataSettings;
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
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.StepResult;
import io.github.psfusion.training.log.ValidationResult;
import io.github.psfusion.training.losses.LabeledPairs;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every ablation trains on tiny synthetic scenes: gradients reach what is left, and a resumed run continues to the bit. */
@Tag("slow")
class AblationTrainingTest {
    private static final Dataset SCENES =
            new SyntheticDataset(SceneSettings.defaults().withSize(64, 48), 4, 3, 0);
    private static final Dataset HELD_OUT =
            new SyntheticDataset(SceneSettings.defaults().withSize(70, 50), 1, 3, 100);

    /** The deepest level has 2 x 2 positions: with one alone, attention has nothing to choose. */
    private static final int SIDE = 64;

    private final Backend backend = Backends.open(BackendOptions.defaults());
    private final long liveBefore = backend.liveTensors();

    @TempDir
    private Path folder;

    @AfterEach
    void nothingLeaks() {
        assertThat(backend.liveTensors()).isEqualTo(liveBefore);
    }

    private static PsFusionTask task(String without) {
        return new PsFusionTask(9, PsFusionAblations.parse(without).applied(PsFusionLossOptions.defaults()));
    }

    @ParameterizedTest
    @Tag("long")
    @ValueSource(strings = {"s2p2,contrast-mask", "sfp,psim,sdfm,psfm,salient-mask"})
    void trainsTwoStepsAndResumesToTheBit(String without) throws Exception {
        List<ValidationResult> validations = new ArrayList<>();
        List<StepResult> whole = train(without, folder.resolve("whole"), 2, false, validations);
        List<StepResult> parts = new ArrayList<>(train(without, folder.resolve("parts"), 1, false, new ArrayList<>()));
        parts.addAll(train(without, folder.resolve("parts"), 2, true, new ArrayList<>()));
        assertThat(parts).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(parts.get(i).total()).isEqualTo(whole.get(i).total());
            assertThat(parts.get(i).terms()).isEqualTo(whole.get(i).terms());
        }
        try (WeightFile a = WeightFiles.open(folder.resolve("whole/final.safetensors"));
                WeightFile b = WeightFiles.open(folder.resolve("parts/final.safetensors"))) {
            assertThat(a.names()).isEqualTo(b.names());
            for (String name : a.names()) {
                assertThat(a.tensor(name).data())
                        .as(name)
                        .isEqualTo(b.tensor(name).data());
            }
            assertThat(a.metadata())
                    .containsEntry("without", without.replaceAll(",[a-z]+-mask", "")) // masks are the loss's
                    .containsEntry("salient_mask", without.contains("salient-mask") ? "none" : "published")
                    .containsEntry("contrast_mask", without.contains("contrast-mask") ? "none" : "published");
        }
        assertThat(validations).hasSize(1);
        assertThat(validations.get(0).metrics().containsKey("meanIou")).isEqualTo(!without.contains("s2p2"));
        assertThat(folder.resolve("whole/previews/step-00000002.png")).exists();
    }

    private List<StepResult> train(
            String without, Path runFolder, long until, boolean resume, List<ValidationResult> validations)
            throws Exception {
        List<StepResult> results = new ArrayList<>();
        RunLog log = new RunLog() {
            @Override
            public void step(StepResult result) {
                results.add(result);
            }

            @Override
            public void validated(ValidationResult result) {
                validations.add(result);
            }
        };
        TrainingData data = new TrainingData(SCENES, Optional.of(HELD_OUT));
        try (PsFusionTask task = task(without);
                Trainer<PsFusionOutputs> trainer = new Trainer<>(backend, settings(), task, data)) {
            if (resume) {
                var unused = trainer.resume(new CheckpointFolder(runFolder.resolve("checkpoints")).latest());
            } else {
                trainer.start();
            }
            var unused = trainer.run(new RunFolder(runFolder), log, () -> trainer.stepsDone() >= until);
        }
        return results;
    }

    private static TrainingSettings settings() {
        return new TrainingSettings(
                new DataSettings(DataSettings.LabelUse.REQUIRED, 9, 32, 32, 2, 1, Augmentation.Policy.ALL),
                new ScheduleSettings(
                        OptimizerKind.ADAMW, 1e-4, new Length(2, false), ScheduleSettings.PUBLISHED_WARM_UP, 0.9, 5e-4),
                new RunSettings(0, 1, 2, 2, 1),
                DataType.FLOAT32,
                1);
    }

    @Test
    void checkpointOfAnotherVariantIsRefusedByName() throws Exception {
        train("psim", folder, 1, false, new ArrayList<>());
        try (PsFusionTask task = task("psim,sfp");
                Trainer<PsFusionOutputs> trainer = new Trainer<>(backend, settings(), task, TrainingData.of(SCENES))) {
            assertThatThrownBy(() -> trainer.resume(new CheckpointFolder(folder.resolve("checkpoints")).latest()))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageContaining("PSFusion without psim, which do not fit PSFusion without sfp, psim");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "s2p2", "sfp", "psim", "sdfm", "psfm"})
    void gradientsReachEveryParameter(String without) throws Exception {
        try (PsFusionTask task = task(without);
                TensorScope scope = backend.openScope()) {
            task.network().initialize(backend, 5);
            for (Parameter parameter : task.network().parameters().trained()) {
                if (parameter
                        .name()
                        .matches(".*\\.gamma[12]")) { // 0 at first, and then no gradient passes the attention
                    task.network()
                            .parameters()
                            .set(backend, parameter, backend.full(DataType.FLOAT32, Shape.of(1), 0.5));
                }
            }
            task.network().parameters().requireGradients();
            Batch batch = noise();
            task.loss()
                    .value(task.network().forward(batch, ForwardContext.TRAINING), batch)
                    .total()
                    .backward();
            int weights = 0;
            int moved = 0;
            for (Parameter parameter : task.network().parameters().trained()) {
                double sum =
                        parameter.value().gradient().orElseThrow().abs().sum().toDouble();
                assertThat(sum).as(parameter.name()).isFinite();
                if (parameter.name().endsWith(".weight")) {
                    weights++;
                    moved += sum > 0 ? 1 : 0;
                }
                parameter.value().clearGradient();
            }
            // Norms over the two pooled values of a channel let next to nothing pass; it may be rounded to 0.
            assertThat(moved).isGreaterThan(95 * weights / 100);
        }
    }

    private Batch noise() {
        Tensor visible = noise(3);
        Tensor infrared = noise(1);
        long[] labels = new SplittableRandom(9).longs(2L * SIDE * SIDE, 0, 2).toArray();
        Tensor classes = backend.longs(Shape.of(2, SIDE, SIDE), labels);
        LabeledPairs labeled = new LabeledPairs(classes, classes, classes, new long[] {0, 1});
        Tensor mask = backend.full(DataType.FLOAT32, Shape.of(2, 1, SIDE, SIDE), 0);
        return new Batch(List.of("a", "b"), visible, infrared, visible, infrared, mask, labeled);
    }

    private Tensor noise(int channels) {
        double[] values = new SplittableRandom(channels)
                .doubles(2L * channels * SIDE * SIDE)
                .toArray();
        return backend.doubles(Shape.of(2, channels, SIDE, SIDE), values).to(DataType.FLOAT32);
    }
}
