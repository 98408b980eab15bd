// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.networks.Parameter;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.testing.Fuzz;
import io.github.psfusion.testing.Seeds;
import io.github.psfusion.training.ScheduleSettings.Length;
import io.github.psfusion.training.ScheduleSettings.OptimizerKind;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.StepResult;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints that were edited, cut, damaged or exchanged. */
class DamagedCheckpointTest {
    private static final int STEPS = 6;

    private final Backend backend = Backends.open(BackendOptions.defaults());
    private final long liveBefore = backend.liveTensors();
    private final List<String> reported = new ArrayList<>();

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before each test
    private RunFolder run;

    @BeforeEach
    void train() throws Exception {
        run = new RunFolder(folder.resolve("run"));
        train(OptimizerKind.ADAMW, run);
    }

    @AfterEach
    void nothingLeaks() {
        assertThat(backend.liveTensors()).isEqualTo(liveBefore);
    }

    private static TrainingSettings settings(OptimizerKind optimizer, int steps) {
        return new TrainingSettings(
                new DataSettings(
                        DataSettings.LabelUse.REQUIRED, ToyTask.CLASSES, 32, 32, 2, 1, Augmentation.Policy.ALL),
                new ScheduleSettings(optimizer, 1e-2, new Length(steps, false), 0, 0.9, 5e-4)
                        .withAveraging(new AveragingSettings(0.9, 0)),
                new RunSettings(2, 5, 0, 0, 2),
                DataType.FLOAT32,
                1);
    }

    private interface Use {
        void of(Trainer<ToyTask.Outputs> trainer) throws Exception;
    }

    private void withTrainer(OptimizerKind optimizer, int steps, Use use) throws Exception {
        try (ToyTask task = new ToyTask();
                Trainer<ToyTask.Outputs> trainer = new Trainer<>(
                        backend, settings(optimizer, steps), task, TrainingData.of(new NoiseDataset(48, 40, 6, 3)))) {
            use.of(trainer);
        }
    }

    private void train(OptimizerKind optimizer, RunFolder target) throws Exception {
        withTrainer(optimizer, STEPS, trainer -> {
            trainer.start();
            trainer.run(target, new RunLog() {}, () -> false);
        });
    }

    private long resumedStep() throws Exception {
        long[] step = {-1};
        withTrainer(OptimizerKind.ADAMW, STEPS, trainer -> {
            assertThat(trainer.resume(run.checkpoints(), reported::add)).isPresent();
            step[0] = trainer.stepsDone();
        });
        return step[0];
    }

    private Path newest() throws IOException {
        return run.checkpoints().latest();
    }

    /** Writes the newest checkpoint again, without its digest unless that is kept, as an older program or an editor would. */
    private void edit(UnaryOperator<Map<String, String>> metadata, UnaryOperator<List<TensorToWrite>> tensors)
            throws IOException {
        Path file = newest();
        Map<String, String> newMetadata;
        List<TensorToWrite> newTensors = new ArrayList<>();
        try (WeightFile weights = WeightFiles.open(file)) {
            newMetadata = new LinkedHashMap<>(weights.metadata());
            newMetadata.remove("checkpoint_sha256");
            for (TensorToWrite tensor : TensorToWrite.allOf(weights)) {
                ByteBuffer copy = ByteBuffer.allocate((int) tensor.size()).order(ByteOrder.LITTLE_ENDIAN);
                copy.put(tensor.bytes().get()).flip();
                newTensors.add(TensorToWrite.of(new StoredTensor(tensor.name(), tensor.type(), tensor.shape(), copy)));
            }
        }
        SafetensorsWriter.write(file, metadata.apply(newMetadata), tensors.apply(newTensors));
    }

    private void expectRefusal(String message) throws Exception {
        withTrainer(
                OptimizerKind.ADAMW,
                STEPS,
                trainer -> assertThatThrownBy(() -> trainer.resume(newest()))
                        .isInstanceOf(WeightFormatException.class)
                        .hasMessageStartingWith(newest() + ": ")
                        .hasMessageContaining(message));
        // The run itself continues from the one before.
        assertThat(resumedStep()).isEqualTo(4);
        assertThat(reported)
                .singleElement()
                .asString()
                .contains(newest().toString())
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "step, -7, the number of steps is -7",
        "step, 9223372036854775807, its name has step 6",
        "step, 99, its name has step 6",
        "step, 5, its name has step 6",
        "step, 99999999999999999999, is not a number",
        "step, six, is not a number",
        "step, '', is not a number",
        "step, 6.0, is not a number",
        "seconds, NaN, the time is NaN",
        "seconds, -1, the time is -1.0",
        "seconds, Infinity, the time is Infinity",
        "seconds, soon, is not a number",
        "best_total, NaN, the lowest validation loss is NaN",
        "best_total, -Infinity, the lowest validation loss is -Infinity",
        "kind, weights, not a checkpoint of a training"
    })
    void editedProgressIsRefused(String key, String value, String message) throws Exception {
        edit(
                metadata -> {
                    metadata.put(key, value);
                    return metadata;
                },
                tensors -> tensors);
        expectRefusal(message);
    }

    @ParameterizedTest
    @CsvSource({"step, have no \"step\"", "kind, not a checkpoint of a training"})
    void missingProgressIsRefused(String key, String message) throws Exception {
        edit(
                metadata -> {
                    metadata.remove(key);
                    return metadata;
                },
                tensors -> tensors);
        expectRefusal(message);
    }

    @ParameterizedTest
    @CsvSource({
        "conv.weight, NaN",
        "bn.running_var, -1",
        "bn.running_mean, Infinity",
        "average/conv.weight, NaN",
        "average/bn.running_var, -1",
        "optimiser/first_moment/conv.weight, NaN",
        "optimiser/second_moment/conv.weight, -1",
        "optimiser/second_moment/conv.bias, Infinity"
    })
    void valuesThatNoTrainingHasAreRefused(String name, float value) throws Exception {
        edit(metadata -> metadata, tensors -> {
            return tensors.stream()
                    .map(tensor -> tensor.name().equals(name) ? withFirst(tensor, value) : tensor)
                    .toList();
        });
        expectRefusal("has 1 invalid value");
    }

    private static TensorToWrite withFirst(TensorToWrite tensor, float value) {
        ByteBuffer copy = ByteBuffer.allocate((int) tensor.size()).order(ByteOrder.LITTLE_ENDIAN);
        copy.put(tensor.bytes().get()).flip();
        copy.putFloat(0, value);
        return TensorToWrite.of(new StoredTensor(tensor.name(), tensor.type(), tensor.shape(), copy));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv.weight",
                "bn.num_batches_tracked",
                "average/bn.running_mean",
                "optimiser/steps",
                "optimiser/first_moment/conv.weight",
                "optimiser/second_moment/bn.bias"
            })
    void missingTensorIsNamed(String name) throws Exception {
        edit(
                metadata -> metadata,
                tensors -> tensors.stream()
                        .filter(tensor -> !tensor.name().equals(name))
                        .toList());
        expectRefusal(name.replace("optimiser/", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"another.weight", "optimiser/momentum/conv.weight", "optimiser/unknown", "average/unknown"})
    void unknownTensorIsNamed(String name) throws Exception {
        edit(metadata -> metadata, tensors -> {
            List<TensorToWrite> more = new ArrayList<>(tensors);
            more.add(new TensorToWrite(name, DataType.FLOAT32, Shape.of(1), () -> ByteBuffer.allocate(4)));
            return more;
        });
        expectRefusal(name.replace("optimiser/", ""));
    }

    @Test
    void momentaOfSgdMustBeThere() throws Exception {
        run = new RunFolder(folder.resolve("sgd"));
        train(OptimizerKind.SGD, run);
        edit(
                metadata -> metadata,
                tensors -> tensors.stream()
                        .filter(tensor -> !tensor.name().startsWith("optimiser/"))
                        .toList());
        withTrainer(
                OptimizerKind.SGD,
                STEPS,
                trainer -> assertThatThrownBy(() -> trainer.resume(newest()))
                        .isInstanceOf(WeightFormatException.class)
                        .hasMessageContaining("the state of the optimizer is missing"));
    }

    @Test
    void shorterTrainingIsNotResumed() throws Exception {
        withTrainer(
                OptimizerKind.ADAMW,
                3,
                trainer -> assertThatThrownBy(() -> trainer.resume(newest()))
                        .isInstanceOf(WeightFormatException.class)
                        .hasMessageContaining("it was saved after step 6, but this training has 3 steps"));
    }

    /** Every byte counts: in the header, in the metadata, in the tensors. */
    @ParameterizedTest
    @Seeds(40)
    void flippedBitIsNoticed(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = Files.readAllBytes(newest());
        int at = random.nextInt(bytes.length);
        byte old = bytes[at];
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(newest(), bytes);
        boolean padding = old == ' ';
        long step = resumedStep();
        if (!padding) {
            assertThat(reported).as("byte " + at).hasSize(1);
            // In the name of the digest alone a change can only be reported.
            assertThat(step).as("byte " + at).isEqualTo(reported.get(0).contains("unknown entry") ? 6 : 4);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5, 0.99})
    void cutFileIsLeftOut(double share) throws Exception {
        byte[] bytes = Files.readAllBytes(newest());
        Files.write(newest(), Arrays.copyOf(bytes, (int) (share * bytes.length)));
        assertThat(resumedStep()).isEqualTo(4);
        assertThat(reported).singleElement().asString().contains("a checkpoint is left out: " + newest());
    }

    @Test
    void folderInPlaceOfTheNewestIsLeftOut() throws Exception {
        Path file = newest();
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(resumedStep()).isEqualTo(4);
    }

    @Test
    void withoutAnySoundCheckpointTheNewestIsBlamed() throws Exception {
        for (Path file : run.checkpoints().newestFirst()) {
            Files.writeString(file, "{}");
        }
        withTrainer(
                OptimizerKind.ADAMW,
                STEPS,
                trainer -> assertThatThrownBy(() -> trainer.resume(run.checkpoints(), reported::add))
                        .isInstanceOf(WeightFormatException.class)
                        .hasMessageStartingWith(newest().toString()));
        assertThat(reported).hasSize(3);
    }

    /** The damaged one is newer than those that the resumed run writes; it must not crowd them out. */
    @Test
    void damagedNewestDoesNotReplaceSoundOnes() throws Exception {
        Files.writeString(newest(), "{}");
        Files.delete(run.checkpoints().newestFirst().get(1));
        try (ToyTask task = new ToyTask();
                Trainer<ToyTask.Outputs> trainer = new Trainer<>(
                        backend,
                        new TrainingSettings(
                                settings(OptimizerKind.ADAMW, STEPS).data(),
                                settings(OptimizerKind.ADAMW, STEPS).schedule(),
                                new RunSettings(1, 1, 0, 0, 2),
                                DataType.FLOAT32,
                                1),
                        task,
                        TrainingData.of(new NoiseDataset(48, 40, 6, 3)))) {
            trainer.resume(run.checkpoints(), reported::add);
            assertThat(trainer.stepsDone()).isEqualTo(2);
            trainer.run(run, new RunLog() {}, () -> trainer.stepsDone() == 4);
        }
        assertThat(run.checkpoints().newestFirst())
                .extracting(file -> String.valueOf(file.getFileName()))
                .containsExactly("step-00000006.safetensors", "step-00000004.safetensors");
        assertThat(resumedStep()).isEqualTo(4);
    }

    @Test
    void noCheckpointIsNoError() throws Exception {
        withTrainer(
                OptimizerKind.ADAMW,
                STEPS,
                trainer -> assertThat(trainer.resume(new CheckpointFolder(folder.resolve("none")), reported::add))
                        .isEmpty());
        assertThat(reported).isEmpty();
    }

    @Test
    void changedSettingsAndUnknownEntriesAreReported() throws Exception {
        edit(
                metadata -> {
                    metadata.put("seed", "5");
                    metadata.put("colour", "blue");
                    return metadata;
                },
                tensors -> tensors);
        assertThat(resumedStep()).isEqualTo(6);
        assertThat(reported)
                .containsExactlyInAnyOrder(
                        "the training has changed since the checkpoint: \"seed\" was 5, is 1",
                        "the checkpoint has the unknown entry \"colour\", which is left out");
    }

    @Test
    void divergedWeightsAreNotSaved() throws Exception {
        RunFolder other = new RunFolder(folder.resolve("diverged"));
        try (ToyTask task = new ToyTask();
                Trainer<ToyTask.Outputs> trainer = new Trainer<>(
                        backend,
                        settings(OptimizerKind.SGD, STEPS),
                        task,
                        TrainingData.of(new NoiseDataset(48, 40, 6, 3)))) {
            trainer.start();
            RunLog spoiling = new RunLog() {
                @Override
                public void step(StepResult result) {
                    try (TensorScope scope = backend.openScope();
                            Autograd.Mode mode = backend.autograd().recording(false)) {
                        Parameter weight = task.network().parameters().trained().get(0);
                        weight.value().multiplyInPlace(Double.POSITIVE_INFINITY);
                    }
                }
            };
            assertThatThrownBy(() -> trainer.run(other, spoiling, () -> trainer.stepsDone() == 1))
                    .isInstanceOf(DivergenceException.class)
                    .hasMessageContaining(
                            "step 1: the training has diverged, no checkpoint was written: \"conv.weight\"");
        }
        assertThat(other.checkpoints().newestFirst()).isEmpty();
    }

    /** Any bytes are resumed from or refused; {@code -Dpsfusion.fuzz=10000} tries as many. */
    @Test
    void mutatedCheckpointsAreResumedOrRefused() throws Exception {
        byte[] sound = Files.readAllBytes(newest());
        Path file = newest();
        Fuzz.of("checkpoint", 100, sound).run(bytes -> {
            Files.write(file, bytes);
            withTrainer(OptimizerKind.ADAMW, STEPS, trainer -> {
                try {
                    trainer.resume(file);
                } catch (WeightFormatException e) {
                    assertThat(e.getMessage()).startsWith(file.toString());
                }
            });
        });
    }

    @Test
    void digestIsThatOfTheFile() throws Exception {
        try (WeightFile file = WeightFiles.open(newest())) {
            assertThat(file.metadata().get("checkpoint_sha256")).matches("[0-9a-f]{64}");
            Checkpoint.verify(file);
        }
        assertThat(Optional.of(resumedStep())).contains(6L);
    }

    @ParameterizedTest
    @EnumSource
    void soundCheckpointResumesWithoutAWord(OptimizerKind optimizer) throws Exception {
        run = new RunFolder(folder.resolve("quiet"));
        train(optimizer, run);
        withTrainer(optimizer, STEPS, trainer -> trainer.resume(run.checkpoints(), reported::add));
        assertThat(reported).isEmpty();
    }
}
