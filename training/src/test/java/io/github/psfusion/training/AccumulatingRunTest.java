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
import io.github.psfusion.training.log.StepResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which batches a run with gradient accumulation sees, before and after it was resumed; see {@link GainTask}. */
class AccumulatingRunTest {
    private static final int PAIRS = 7;
    private static final int BATCH = 2;
    private static final int ACCUMULATION = 2;
    private static final long STEPS = 6;

    @TempDir
    private Path folder;

    /** Pairs that differ in their loss: infrared 0, red a power of two. */
    private static final class NumberedPairs implements Dataset {
        @Override
        public int size() {
            return PAIRS;
        }

        @Override
        public String name(int index) {
            return "pair " + index;
        }

        @Override
        public TrainingSample sample(int index) {
            Plane black = Plane.constant(32, 32, 0);
            return new TrainingSample(
                    name(index),
                    new ColorImage(Plane.constant(32, 32, red(index)), black, black),
                    black,
                    Optional.empty(),
                    LabelMap.of(32, 32, new byte[32 * 32]));
        }

        static float red(int index) {
            return (1 << index) / 128f;
        }

        @Override
        public String identity() {
            return "numbered pairs";
        }
    }

    /** Weights that hardly move. */
    private static TrainingSettings settings() {
        return new TrainingSettings(
                new DataSettings(DataSettings.LabelUse.NONE, 9, 32, 32, BATCH, ACCUMULATION, Augmentation.Policy.ALL),
                new ScheduleSettings(OptimizerKind.SGD, 1e-30, new Length(STEPS, false), 0, 0, 0),
                new RunSettings(1, 20, 0, 0, 1),
                DataType.FLOAT32,
                5);
    }

    private List<Double> totals(long until, boolean resume) throws Exception {
        List<Double> totals = new ArrayList<>();
        RunLog log = new RunLog() {
            @Override
            public void step(StepResult result) {
                totals.add(result.total());
            }
        };
        RunFolder run = new RunFolder(folder);
        try (Backend backend = Backends.open(BackendOptions.defaults());
                GainTask task = new GainTask(0, 0);
                Trainer<Tensor> trainer =
                        new Trainer<>(backend, settings(), task, TrainingData.of(new NumberedPairs()))) {
            if (resume) {
                trainer.resume(run.checkpoints().latest());
            } else {
                trainer.start();
            }
            var unused = trainer.run(run, log, () -> trainer.stepsDone() >= until);
        }
        return totals;
    }

    /** Step k sees the batches 2 k and 2 k + 1 of the sampler; the total is the mean of both batches' losses. */
    @Test
    void resumedRunGoesOnWithTheNextBatches() throws Exception {
        BatchSampler sampler = new BatchSampler(PAIRS, BATCH, 5);
        List<Double> totals = new ArrayList<>(totals(2, false));
        totals.addAll(totals(STEPS, true));
        assertThat(totals).hasSize((int) STEPS);
        for (int k = 0; k < STEPS; k++) {
            double expected = 0;
            for (int i = 0; i < ACCUMULATION; i++) {
                int[] members = sampler.members((long) ACCUMULATION * k + i);
                double loss = 0;
                for (int member : members) {
                    float red = NumberedPairs.red(member);
                    loss += GainTask.SQUARE_WEIGHT * red * red / members.length;
                }
                expected += loss / ACCUMULATION;
            }
            assertThat(totals.get(k)).as("step %s", k + 1).isCloseTo(expected, within(1e-6));
        }
        assertThat(totals.stream().distinct()).as("steps of different batches").hasSizeGreaterThan(3);
    }

    @Test
    void epochsCountPairsNotBatches() {
        // Seven pairs in batches of two: three batches, the last single pair left out; two batches a step.
        TrainingSettings settings = settings();
        TrainingSettings epochs = new TrainingSettings(
                settings.data(),
                new ScheduleSettings(OptimizerKind.SGD, 1, new Length(10, true), 0, 0, 0),
                settings.run(),
                DataType.FLOAT32,
                1);
        try (Backend backend = Backends.open(BackendOptions.defaults());
                GainTask task = new GainTask(0, 0);
                Trainer<Tensor> trainer = new Trainer<>(backend, epochs, task, TrainingData.of(new NumberedPairs()))) {
            assertThat(trainer.steps()).isEqualTo(20);
        }
    }
}
