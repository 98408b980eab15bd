// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.testing.RecordedLog;
import io.github.psfusion.training.ScheduleSettings.Length;
import io.github.psfusion.training.ScheduleSettings.OptimizerKind;
import io.github.psfusion.training.log.PreviewTile;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.StepResult;
import io.github.psfusion.training.log.ValidationResult;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails beside the training of the weights, the weights are trained and saved. */
class SideProductsTest {
    private static final Dataset PAIRS = new NoiseDataset(48, 40, 6, 3);
    private static final Dataset HELD_OUT = new NoiseDataset(50, 42, 3, 100);

    private final Backend backend = Backends.open(BackendOptions.defaults());

    @TempDir
    private Path folder;

    /** What fails. */
    enum Fault {
        PREVIEW_OF_NAN,
        PREVIEW_THROWS,
        PREVIEW_WITHOUT_LIBRARY,
        PREVIEWS_IS_A_FILE,
        METRICS_THROW,
        HELD_OUT_PAIR_UNREADABLE,
        LOG_OF_STEPS,
        LOG_OF_VALIDATIONS,
        LOG_OF_FILES
    }

    /** The toy with faults. */
    private record Faulty(ToyTask toy, Fault fault) implements TrainingTask<ToyTask.Outputs> {
        @Override
        public TrainableNetwork<ToyTask.Outputs> network() {
            return toy.network();
        }

        @Override
        public Loss<ToyTask.Outputs> loss() {
            return toy.loss();
        }

        @Override
        public OutputMetrics<ToyTask.Outputs> newMetrics() {
            if (fault != Fault.METRICS_THROW) {
                return toy.newMetrics();
            }
            return new OutputMetrics<>() {
                @Override
                public void add(TrainingSample sample, ToyTask.Outputs outputs) {
                    throw new IllegalArgumentException("a sample is not a number");
                }

                @Override
                public Map<String, OptionalDouble> values() {
                    return Map.of();
                }

                @Override
                public String summary() {
                    return "";
                }
            };
        }

        @Override
        public List<PreviewTile> previewTiles(TrainingSample sample, ToyTask.Outputs outputs) {
            return switch (fault) {
                case PREVIEW_OF_NAN -> {
                    float[] samples = new float[sample.width() * sample.height()];
                    Arrays.fill(samples, Float.NaN);
                    yield List.of(new PreviewTile("image", Plane.wrap(sample.width(), sample.height(), samples)));
                }
                case PREVIEW_THROWS -> throw new IllegalStateException("no preview");
                case PREVIEW_WITHOUT_LIBRARY -> throw new NoClassDefFoundError("java/awt/Headless");
                default -> toy.previewTiles(sample, outputs);
            };
        }

        @Override
        public long expectedBytes(DataSettings data) {
            return 0;
        }

        @Override
        public void close() {
            toy.close();
        }
    }

    private record Unreadable(Dataset dataset) implements Dataset {
        @Override
        public int size() {
            return dataset.size();
        }

        @Override
        public String name(int index) {
            return dataset.name(index);
        }

        @Override
        public TrainingSample sample(int index) throws IOException {
            throw new IOException("held-out.png is damaged");
        }

        @Override
        public String identity() {
            return dataset.identity();
        }
    }

    private static RunLog failing(Fault fault) {
        return new RunLog() {
            @Override
            public void step(StepResult result) throws IOException {
                if (fault == Fault.LOG_OF_STEPS) {
                    throw new IOException("No space left on device");
                }
            }

            @Override
            public void validated(ValidationResult result) {
                if (fault == Fault.LOG_OF_VALIDATIONS) {
                    throw new IllegalStateException("no record");
                }
            }

            @Override
            public void saved(Path file) throws IOException {
                if (fault == Fault.LOG_OF_FILES) {
                    throw new IOException("no record");
                }
            }
        };
    }

    private static TrainingSettings settings(long steps, RunSettings run) {
        return new TrainingSettings(
                new DataSettings(
                        DataSettings.LabelUse.REQUIRED, ToyTask.CLASSES, 32, 32, 2, 1, Augmentation.Policy.ALL),
                new ScheduleSettings(OptimizerKind.SGD, 1e-2, new Length(steps, false), 0, 0.9, 5e-4),
                run,
                DataType.FLOAT32,
                1);
    }

    private Trainer.Outcome train(Fault fault, RunFolder run, RunLog log) throws Exception {
        Dataset heldOut = fault == Fault.HELD_OUT_PAIR_UNREADABLE ? new Unreadable(HELD_OUT) : HELD_OUT;
        try (Faulty task = new Faulty(new ToyTask(), fault);
                Trainer<ToyTask.Outputs> trainer = new Trainer<>(
                        backend,
                        settings(4, new RunSettings(2, 5, 1, 1, 2)),
                        task,
                        new TrainingData(PAIRS, Optional.of(heldOut)))) {
            trainer.start();
            return trainer.run(run, log, () -> false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void failureNeverStopsTheTraining(Fault fault) throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        if (fault == Fault.PREVIEWS_IS_A_FILE) {
            Files.createDirectories(run.path());
            Files.writeString(run.previews(), "");
        }
        try (RecordedLog log = RecordedLog.of(SideProducts.class)) {
            assertThat(train(fault, run, failing(fault))).isEqualTo(Trainer.Outcome.COMPLETE);
            // Once, not for each of four steps; the preview reads the pairs of the validation.
            List<String> warnings = log.messages().stream()
                    .filter(message -> message.contains("Training continues"))
                    .toList();
            assertThat(warnings)
                    .hasSize(fault == Fault.HELD_OUT_PAIR_UNREADABLE ? 2 : 1)
                    .allMatch(message -> message.contains(" failed: "));
        }
        RunFolder sound = new RunFolder(folder.resolve("sound"));
        train(Fault.PREVIEW_THROWS, sound, new RunLog() {});
        assertThat(Files.mismatch(withoutTimes(run), withoutTimes(sound))).isEqualTo(-1);
        assertThat(run.checkpoints().newestFirst()).hasSize(2);
    }

    /** Returns a copy of the final weights without metadata, which hold the time of the training. */
    private static Path withoutTimes(RunFolder run) throws IOException {
        Path copy = run.path().resolve("tensors.safetensors");
        try (WeightFile file = WeightFiles.open(run.finalWeights())) {
            SafetensorsWriter.write(copy, Map.of(), TensorToWrite.allOf(file));
        }
        return copy;
    }

    @Test
    void oneLogThatFailsDoesNotKeepEventsFromTheOthers() {
        List<Long> steps = new ArrayList<>();
        RunLog counting = new RunLog() {
            @Override
            public void step(StepResult result) {
                steps.add(result.step());
            }
        };
        RunLog all = RunLog.all(List.of(failing(Fault.LOG_OF_STEPS), counting, failing(Fault.LOG_OF_STEPS)));
        assertThatThrownBy(() -> all.step(new StepResult(7, 1, Map.of(), 1, 1, 1)))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
        assertThat(steps).containsExactly(7L);
    }

    /** 0 switches validations and previews off, those at the end included. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void zeroIsNever(boolean validations) throws Exception {
        RunSettings settings = new RunSettings(0, 3, validations ? 3 : 0, validations ? 0 : 3, 2);
        RunFolder run = new RunFolder(folder);
        List<Long> validated = new ArrayList<>();
        try (ToyTask task = new ToyTask();
                Trainer<ToyTask.Outputs> trainer = new Trainer<>(
                        backend, settings(4, settings), task, new TrainingData(PAIRS, Optional.of(HELD_OUT)))) {
            trainer.start();
            trainer.run(
                    run,
                    new RunLog() {
                        @Override
                        public void validated(ValidationResult result) {
                            validated.add(result.step());
                        }
                    },
                    () -> false);
        }
        assertThat(validated).isEqualTo(validations ? List.of(3L, 4L) : List.of());
        assertThat(Files.exists(run.bestWeights())).isEqualTo(validations);
        assertThat(Files.exists(run.previews())).isEqualTo(!validations);
        assertThat(run.checkpoints().newestFirst()).hasSize(1);
        assertThat(run.finalWeights()).exists();
    }
}
