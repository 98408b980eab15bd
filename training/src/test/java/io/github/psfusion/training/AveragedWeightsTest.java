// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.ScheduleSettings.Length;
import io.github.psfusion.training.ScheduleSettings.OptimizerKind;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.StepResult;
import io.github.psfusion.training.log.ValidationResult;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that are validated and written but not trained: averaged ones, and those with statistics of their own. */
class AveragedWeightsTest {
    private static final Dataset PAIRS = new NoiseDataset(48, 40, 5, 3);
    private static final Dataset HELD_OUT = new NoiseDataset(50, 42, 3, 100);
    private static final int STEPS = 7;
    private static final int BATCHES = 4; // more than an epoch has

    private final Backend backend = Backends.open(BackendOptions.defaults().withThreads(1));
    private final long liveBefore = backend.liveTensors();

    @TempDir
    private Path folder;

    @AfterEach
    void nothingLeaks() {
        assertThat(backend.liveTensors()).isEqualTo(liveBefore);
        backend.close();
    }

    private static TrainingSettings settings(AveragingSettings averaging, FrozenStatistics frozen) {
        return new TrainingSettings(
                new DataSettings(
                        DataSettings.LabelUse.REQUIRED, ToyTask.CLASSES, 32, 32, 2, 1, Augmentation.Policy.ALL),
                new ScheduleSettings(OptimizerKind.ADAMW, 1e-2, new Length(STEPS, false), 0, 0.9, 5e-4)
                        .withAveraging(averaging)
                        .withFrozenStatistics(frozen),
                new RunSettings(1, 20, 3, 3, 2),
                DataType.FLOAT32,
                1);
    }

    /** What a run reports. */
    private static final class Events implements RunLog {
        private final List<Double> totals = new ArrayList<>();
        private final List<ValidationResult> validations = new ArrayList<>();

        @Override
        public void step(StepResult result) {
            totals.add(result.total());
        }

        @Override
        public void validated(ValidationResult result) {
            validations.add(result);
        }
    }

    private Events train(AveragingSettings averaging, String run) throws Exception {
        return train(averaging, FrozenStatistics.NONE, run);
    }

    private Events train(AveragingSettings averaging, FrozenStatistics frozen, String run) throws Exception {
        Events events = new Events();
        try (ToyTask task = new ToyTask();
                Trainer<ToyTask.Outputs> trainer = new Trainer<>(
                        backend, settings(averaging, frozen), task, new TrainingData(PAIRS, Optional.of(HELD_OUT)))) {
            trainer.start();
            var unused = trainer.run(new RunFolder(folder.resolve(run)), events, () -> false);
        }
        return events;
    }

    private float[] values(String file, String name) throws IOException {
        try (WeightFile weights = WeightFiles.open(folder.resolve(file));
                TensorScope scope = backend.openScope()) {
            StoredTensor stored = weights.tensor(name);
            return backend.stored(stored.type(), stored.shape(), stored.data()).toFloats();
        }
    }

    private static String checkpoint(String run, int step) {
        return run + "/checkpoints/step-0000000" + step + ".safetensors";
    }

    @Test
    void averageFollowsItsDefinitionWithADecayThatRises() throws Exception {
        var unused = train(new AveragingSettings(0.3, 0), "run");
        double[] decays = {0.1, 2.0 / 11, 3.0 / 12, 0.3, 0.3, 0.3, 0.3}; // (1 + t) / (10 + t) until it exceeds 0.3
        for (String name : List.of("conv.weight", "bn.bias", "bn.running_var")) {
            double[] average = initial(name);
            for (int step = 1; step <= STEPS; step++) {
                float[] trained = values(checkpoint("run", step), name);
                float[] found = values(checkpoint("run", step), "average/" + name);
                for (int i = 0; i < trained.length; i++) {
                    average[i] = decays[step - 1] * average[i] + (1 - decays[step - 1]) * trained[i];
                    assertThat((double) found[i])
                            .as("%s after step %d", name, step)
                            .isCloseTo(average[i], within(1e-6));
                }
            }
            assertThat(values("run/final.safetensors", name))
                    .isEqualTo(values(checkpoint("run", STEPS), "average/" + name))
                    .isNotEqualTo(values(checkpoint("run", STEPS), name));
        }
    }

    @Test
    void frozenStatisticsStayWhileWeightsAreTrained() throws Exception {
        var unused = train(AveragingSettings.NONE, FrozenStatistics.ALL, "frozen");
        double[] mean = initial("bn.running_mean");
        double[] variance = initial("bn.running_var");
        for (int i = 0; i < mean.length; i++) {
            assertThat((double) values("frozen/final.safetensors", "bn.running_mean")[i])
                    .isEqualTo(mean[i]);
            assertThat((double) values("frozen/final.safetensors", "bn.running_var")[i])
                    .isEqualTo(variance[i]);
        }
        assertThat(values("frozen/final.safetensors", "bn.bias")).doesNotContain(0);
        unused = train(AveragingSettings.NONE, FrozenStatistics.NONE, "moving");
        assertThat(values("moving/final.safetensors", "bn.running_var"))
                .isNotEqualTo(values("frozen/final.safetensors", "bn.running_var"));
        assertThatThrownBy(() -> settings(new AveragingSettings(0, 2), FrozenStatistics.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not recalibrated");
    }

    private double[] initial(String name) {
        try (ToyTask task = new ToyTask()) {
            task.network().parameters().initialize(backend, 1);
            return task.network().parameters().all().stream()
                    .filter(parameter -> parameter.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .value()
                    .toDoubles();
        }
    }

    @Test
    void trainingItselfDoesNotChange() throws Exception {
        Events plain = train(AveragingSettings.NONE, "plain");
        Events averaged = train(new AveragingSettings(0.9, BATCHES), "averaged");
        assertThat(averaged.totals).isEqualTo(plain.totals);
        try (WeightFile expected = WeightFiles.open(folder.resolve(checkpoint("plain", STEPS)));
                WeightFile found = WeightFiles.open(folder.resolve(checkpoint("averaged", STEPS)))) {
            for (String name : expected.names()) {
                assertThat(found.tensor(name).data())
                        .as(name)
                        .isEqualTo(expected.tensor(name).data());
            }
        }
        assertThat(averaged.validations)
                .hasSameSizeAs(plain.validations)
                .doesNotContainAnyElementsOf(plain.validations);
    }

    /** Compares with the mean over the batches of the first steps, computed from the convolution alone. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.9})
    void recalibratedStatisticsAreMeansOverTrainingBatches(double decay) throws Exception {
        var unused = train(new AveragingSettings(decay, BATCHES), "run");
        double[] mean = new double[1 + ToyTask.CLASSES];
        double[] variance = new double[1 + ToyTask.CLASSES];
        TrainingSettings settings = settings(AveragingSettings.NONE, FrozenStatistics.NONE);
        BatchSampler sampler = new BatchSampler(PAIRS.size(), 2, settings.seed());
        try (WeightFile weights = WeightFiles.open(folder.resolve("run/final.safetensors"));
                BatchLoader loader = new BatchLoader(
                        PAIRS,
                        sampler,
                        settings.data(),
                        number -> settings.data().crops().last(),
                        0)) {
            for (int k = 0; k < BATCHES; k++) {
                try (TensorScope scope = backend.openScope()) {
                    addStatistics(loader.next().on(backend, DataType.FLOAT32), weights, mean, variance);
                }
            }
        }
        float[] foundMean = values("run/final.safetensors", "bn.running_mean");
        float[] foundVariance = values("run/final.safetensors", "bn.running_var");
        for (int c = 0; c < mean.length; c++) {
            assertThat((double) foundMean[c]).isCloseTo(mean[c] / BATCHES, within(1e-5));
            assertThat((double) foundVariance[c]).isCloseTo(variance[c] / BATCHES, within(1e-5));
        }
        assertThat(foundMean).isNotEqualTo(values(checkpoint("run", STEPS), "bn.running_mean"));
        try (WeightFile weights = WeightFiles.open(folder.resolve("run/final.safetensors"))) {
            assertThat(weights.tensor("bn.num_batches_tracked").toLongs()).containsExactly(STEPS);
        }
    }

    private void addStatistics(Batch batch, WeightFile weights, double[] mean, double[] variance) throws IOException {
        StoredTensor kernel = weights.tensor("conv.weight");
        StoredTensor bias = weights.tensor("conv.bias");
        Tensor features = batch.visible()
                .conv2d(
                        backend.stored(kernel.type(), kernel.shape(), kernel.data()),
                        backend.stored(bias.type(), bias.shape(), bias.data()),
                        Conv2dOptions.padded(1));
        for (int c = 0; c < mean.length; c++) {
            double[] values = features.narrow(1, c, 1).copy().toDoubles();
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            double center = sum / values.length;
            double squares = 0;
            for (double value : values) {
                squares += (value - center) * (value - center);
            }
            mean[c] += center;
            variance[c] += squares / (values.length - 1);
        }
    }

    @Test
    void writtenWeightsAreThoseThatWereValidated() throws Exception {
        Events events = train(new AveragingSettings(0.9, BATCHES), "run");
        ValidationResult last = events.validations.get(events.validations.size() - 1);
        ValidationResult best = events.validations.stream()
                .min(Comparator.comparingDouble(ValidationResult::total))
                .orElseThrow();
        assertThat(validated("run/final.safetensors")).isEqualTo(last.total());
        assertThat(validated("run/best.safetensors")).isEqualTo(best.total());
    }

    private double validated(String file) throws IOException {
        try (ToyTask task = new ToyTask();
                WeightFile weights = WeightFiles.open(folder.resolve(file))) {
            StateDictLoader.load(task.network().parameters(), weights, backend);
            return new Validation<>(backend, task, HELD_OUT, 2).run(STEPS).total();
        }
    }

    @Test
    void changedSettingsOfAResumedRunAreReported() throws Exception {
        Events plain = train(AveragingSettings.NONE, "plain");
        Events averaged = train(new AveragingSettings(0.9, 0), "averaged");
        assertThat(averaged.totals).isEqualTo(plain.totals);
        assertThat(differences(new AveragingSettings(0.9, 0), "plain"))
                .anyMatch(line -> line.contains("\"ema\" was 0.0, is 0.9"))
                .anyMatch(line -> line.contains("has no averaged weights"));
        assertThat(differences(AveragingSettings.NONE, "averaged"))
                .anyMatch(line -> line.contains("the averaged weights of the checkpoint are left out"));
        assertThat(differences(new AveragingSettings(0.9, 0), "averaged")).isEmpty();
    }

    private List<String> differences(AveragingSettings averaging, String run) throws Exception {
        try (ToyTask task = new ToyTask();
                Trainer<ToyTask.Outputs> trainer = new Trainer<>(
                        backend, settings(averaging, FrozenStatistics.NONE), task, TrainingData.of(PAIRS))) {
            return trainer.resume(folder.resolve(checkpoint(run, 3)));
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        for (double decay : new double[] {-0.1, 1, Double.NaN}) {
            assertThatThrownBy(() -> new AveragingSettings(decay, 0)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new AveragingSettings(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
