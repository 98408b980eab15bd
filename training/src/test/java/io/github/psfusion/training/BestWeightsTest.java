// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.ScheduleSettings.Length;
import io.github.psfusion.training.ScheduleSettings.OptimizerKind;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.ValidationResult;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code best.safetensors} in trainings whose validation losses the test knows: the training pulls the gain of {@link GainTask}
 * from 0 towards 1, while the held-out pair is best at a gain between.
 */
class BestWeightsTest {
    private static final long STEPS = 8;

    @TempDir
    private Path folder;

    private Trainer.@Nullable Outcome outcome;

    /** A pair whose loss is {@code 3 (gain - best)^2}: infrared 1, red as given, green 0. */
    private record ConstantPairs(float best) implements Dataset {
        @Override
        public int size() {
            return 2;
        }

        @Override
        public String name(int index) {
            return "constant " + index;
        }

        @Override
        public TrainingSample sample(int index) {
            Plane black = Plane.constant(32, 32, 0);
            return new TrainingSample(
                    name(index),
                    new ColorImage(Plane.constant(32, 32, best), black, black),
                    Plane.constant(32, 32, 1),
                    Optional.empty(),
                    LabelMap.of(32, 32, new byte[32 * 32]));
        }

        @Override
        public String identity() {
            return "constant pairs";
        }
    }

    /** A step at the peak of the rate closes a quarter of the distance between output and red. */
    private static TrainingSettings settings() {
        return new TrainingSettings(
                new DataSettings(DataSettings.LabelUse.NONE, 9, 32, 32, 2, 1, Augmentation.Policy.CROP),
                new ScheduleSettings(OptimizerKind.SGD, 1 / 48.0, new Length(STEPS, false), 0, 0, 0),
                new RunSettings(1, 20, 1, 0, 1),
                DataType.FLOAT32,
                1);
    }

    private List<ValidationResult> train(float best, long until, boolean resume) throws Exception {
        return train(settings(), best, until, resume);
    }

    private List<ValidationResult> train(TrainingSettings settings, float best, long until, boolean resume)
            throws Exception {
        List<ValidationResult> results = new ArrayList<>();
        RunLog log = new RunLog() {
            @Override
            public void validated(ValidationResult result) {
                results.add(result);
            }
        };
        RunFolder run = new RunFolder(folder);
        TrainingData data = new TrainingData(new ConstantPairs(1), Optional.of(new ConstantPairs(best)));
        try (Backend backend = Backends.open(BackendOptions.defaults());
                GainTask task = new GainTask(0, 0);
                Trainer<Tensor> trainer = new Trainer<>(backend, settings, task, data)) {
            if (resume) {
                trainer.resume(run.checkpoints().latest());
            } else {
                trainer.start();
            }
            outcome = trainer.run(run, log, () -> trainer.stepsDone() >= until);
        }
        return results;
    }

    /** Returns gain + offset, the output of the network for infrared 1. */
    private static double output(Path weights) throws IOException {
        try (WeightFile file = WeightFiles.open(weights)) {
            double sum = 0;
            for (String name : List.of("gain", "offset")) {
                ByteBuffer data = file.tensor(name).data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
                sum += data.getFloat(data.position());
            }
            return sum;
        }
    }

    /** Returns the outputs after each step: both weights have the gradient 6 (output - 1), with a rate that falls. */
    private static double[] outputs() {
        double[] outputs = new double[(int) STEPS];
        double output = 0;
        for (int k = 0; k < STEPS; k++) {
            double rate = settings().schedule().rates(STEPS).rate(k);
            output -= 2 * rate * 6 * (output - 1);
            outputs[k] = output;
        }
        return outputs;
    }

    private static int nearest(double[] outputs, double best) {
        int nearest = 0;
        for (int i = 0; i < outputs.length; i++) {
            if (Math.abs(outputs[i] - best) < Math.abs(outputs[nearest] - best)) {
                nearest = i;
            }
        }
        return nearest;
    }

    private static TrainingSettings patient(int validations) {
        TrainingSettings settings = settings();
        return new TrainingSettings(
                settings.data(),
                settings.schedule(),
                settings.run().withPatience(validations),
                settings.precision(),
                settings.seed());
    }

    @Test
    void trainingEndsEarlyWhereTheSequenceOfLossesSays() throws Exception {
        double[] outputs = outputs();
        // The held-out pair is best at the output after step 2: its losses fall twice and rise then. With a patience of 3
        // validations the training ends after steps 3, 4 and 5 have brought none lower.
        float best = (float) outputs[1];
        List<ValidationResult> results = train(patient(3), best, STEPS, false);
        assertThat(results).hasSize(5);
        assertThat(outcome).isEqualTo(Trainer.Outcome.EARLY);
        assertThat(results.get(1).total()).isLessThan(results.get(0).total()).isLessThan(results.get(2).total());
        RunFolder run = new RunFolder(folder);
        assertThat(CheckpointFolder.step(run.checkpoints().latest())).isEqualTo(5);
        assertThat(output(run.bestWeights())).isCloseTo(outputs[1], within(1e-5));
        assertThat(output(run.finalWeights())).isCloseTo(outputs[4], within(1e-5));
    }

    @Test
    void patienceIsKeptInCheckpoints() throws Exception {
        float best = (float) outputs()[1];
        assertThat(train(patient(3), best, 4, false)).hasSize(4); // two without a lower loss
        assertThat(train(patient(3), best, STEPS, true)).hasSize(1); // the third
        assertThat(outcome).isEqualTo(Trainer.Outcome.EARLY);
        assertThat(train(patient(3), best, STEPS, true)).isEmpty();
        assertThat(train(patient(0), best, STEPS, true)).hasSize(3);
        assertThat(outcome).isEqualTo(Trainer.Outcome.COMPLETE);
    }

    @Test
    void bestWeightsAreThoseOfTheLowestLossNotTheLast() throws Exception {
        double[] outputs = outputs();
        float best = 0.5f;
        int nearest = nearest(outputs, best);
        assertThat(nearest).as("neither the first nor the last").isBetween(1, (int) STEPS - 2);
        List<ValidationResult> results = train(best, STEPS, false);
        assertThat(results).hasSize((int) STEPS);
        for (int i = 0; i < STEPS; i++) {
            assertThat(results.get(i).total())
                    .as("after step %s", i + 1)
                    .isCloseTo(3 * (outputs[i] - best) * (outputs[i] - best), within(1e-5));
        }
        assertThat(output(folder.resolve("best.safetensors"))).isCloseTo(outputs[nearest], within(1e-6));
        assertThat(output(folder.resolve("final.safetensors"))).isCloseTo(outputs[(int) STEPS - 1], within(1e-6));
    }

    @Test
    void resumedRunKeepsTheBestWeightsOfBefore() throws Exception {
        double[] outputs = outputs();
        assertThat(nearest(outputs, 0.25)).isBetween(0, 2);
        assertThat(train(0.25f, 4, false)).hasSize(4);
        assertThat(train(0.25f, STEPS, true)).as("all of them worse").hasSize((int) STEPS - 4);
        assertThat(output(folder.resolve("best.safetensors"))).isCloseTo(outputs[nearest(outputs, 0.25)], within(1e-6));
    }

    @Test
    void resumedRunReplacesTheBestWeightsOfBeforeByBetterOnes() throws Exception {
        double[] outputs = outputs();
        double best = outputs[5];
        assertThat(train((float) best, 3, false)).hasSize(3);
        assertThat(output(folder.resolve("best.safetensors"))).isCloseTo(outputs[2], within(1e-6));
        assertThat(train((float) best, STEPS, true)).hasSize((int) STEPS - 3);
        assertThat(output(folder.resolve("best.safetensors"))).isCloseTo(best, within(1e-6));
    }
}
