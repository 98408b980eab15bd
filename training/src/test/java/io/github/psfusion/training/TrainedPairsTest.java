// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.training.ScheduleSettings.Length;
import io.github.psfusion.training.ScheduleSettings.OptimizerKind;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weight files list the pairs that their weights were trained on. */
class TrainedPairsTest {
    private static final int PAIRS = 8;

    private final Backend backend = Backends.open(BackendOptions.defaults());

    @TempDir
    private Path folder;

    /** Pairs of noise that count as real images. */
    private static final class Recognized implements Dataset {
        private final NoiseDataset noise;
        private final Map<Integer, PairFingerprint> taken = new ConcurrentHashMap<>();

        Recognized(long seed) {
            noise = new NoiseDataset(40, 40, PAIRS, seed);
        }

        @Override
        public int size() {
            return noise.size();
        }

        @Override
        public String name(int index) {
            return noise.name(index);
        }

        @Override
        public TrainingSample sample(int index) {
            TrainingSample sample = noise.sample(index);
            taken.put(index, PairFingerprint.of(sample.infrared(), sample.visible()));
            return sample;
        }

        @Override
        public Optional<PairFingerprint> fingerprint(int index) {
            return Optional.ofNullable(taken.get(index));
        }

        @Override
        public String identity() {
            return noise.identity();
        }

        /** Returns the fingerprints of the pairs of the first batches, as the sampler draws them. */
        Set<PairFingerprint> ofBatches(int batches) {
            BatchSampler sampler = new BatchSampler(PAIRS, 2, 1);
            Set<PairFingerprint> pairs = new HashSet<>();
            for (int batch = 0; batch < batches; batch++) {
                for (int member : sampler.members(batch)) {
                    TrainingSample sample = noise.sample(member);
                    pairs.add(PairFingerprint.of(sample.infrared(), sample.visible()));
                }
            }
            return pairs;
        }
    }

    private static TrainingSettings settings(int accumulation) {
        return new TrainingSettings(
                new DataSettings(
                        DataSettings.LabelUse.REQUIRED,
                        ToyTask.CLASSES,
                        32,
                        32,
                        2,
                        accumulation,
                        Augmentation.Policy.ALL),
                new ScheduleSettings(OptimizerKind.SGD, 1e-2, new Length(3, false), 0, 0.9, 5e-4),
                new RunSettings(1, 5, 0, 0, 2),
                DataType.FLOAT32,
                1);
    }

    private interface Beginning {
        void begin(Trainer<?> trainer) throws IOException;
    }

    private Path train(String name, Dataset data, TrainingSettings settings, long until, Beginning beginning)
            throws Exception {
        Path run = folder.resolve(name);
        try (ToyTask task = new ToyTask();
                Trainer<ToyTask.Outputs> trainer = new Trainer<>(backend, settings, task, TrainingData.of(data))) {
            beginning.begin(trainer);
            var unused = trainer.run(new RunFolder(run), QUIET, () -> trainer.stepsDone() >= until);
        }
        return run;
    }

    private static final RunLog QUIET = new RunLog() {
        @Override
        public void step(StepResult result) {}

        @Override
        public void validated(ValidationResult result) {}

        @Override
        public void saved(Path file) {}
    };

    private static TrainingPairs listed(Path file) throws IOException {
        try (WeightFile weights = WeightFiles.open(file)) {
            return TrainingPairs.in(weights.metadata());
        }
    }

    @Test
    void weightsListThePairsOfTheirStepsAndNoOthers() throws Exception {
        Recognized data = new Recognized(5);

        Path run = train("run", data, settings(1), 3, Trainer::start);

        assertThat(listed(run.resolve("final.safetensors"))).isEqualTo(TrainingPairs.of(data.ofBatches(3), true));
        assertThat(listed(run.resolve("checkpoints/step-00000002.safetensors")))
                .as("what was read ahead does not count")
                .isEqualTo(TrainingPairs.of(data.ofBatches(2), true));
        Path accumulated = train("accumulated", data, settings(2), 1, Trainer::start);
        assertThat(listed(accumulated.resolve("checkpoints/step-00000001.safetensors")))
                .isEqualTo(TrainingPairs.of(data.ofBatches(2), true));
    }

    @Test
    void aResumedRunListsThePairsOfBothParts() throws Exception {
        Path whole = train("whole", new Recognized(5), settings(1), 3, Trainer::start);
        Path parts = train("parts", new Recognized(5), settings(1), 1, Trainer::start);
        Path resumed = train(
                "parts",
                new Recognized(5),
                settings(1),
                3,
                trainer -> trainer.resume(parts.resolve("checkpoints/step-00000001.safetensors")));

        assertThat(listed(resumed.resolve("final.safetensors"))).isEqualTo(listed(whole.resolve("final.safetensors")));
    }

    @Test
    void pretrainedWeightsHandTheirPairsOn() throws Exception {
        Recognized first = new Recognized(5);
        Recognized second = new Recognized(6);
        Path pretrained = train("first", first, settings(1), 3, Trainer::start).resolve("final.safetensors");
        Path unlisted = folder.resolve("unlisted.safetensors");
        try (WeightFile weights = WeightFiles.open(pretrained)) {
            Map<String, String> metadata = new HashMap<>(weights.metadata());
            metadata.remove(TrainingPairs.METADATA);
            SafetensorsWriter.write(unlisted, metadata, TensorToWrite.allOf(weights));
        }

        Path known = train("known", second, settings(1), 3, trainer -> startFrom(trainer, pretrained));
        Path unknown = train("unknown", second, settings(1), 3, trainer -> startFrom(trainer, unlisted));

        TrainingPairs ofSecond = TrainingPairs.of(second.ofBatches(3), true);
        assertThat(listed(known.resolve("final.safetensors")))
                .isEqualTo(TrainingPairs.of(first.ofBatches(3), true).and(ofSecond));
        assertThat(listed(unknown.resolve("final.safetensors")))
                .as("others may be among the pairs of the pretrained weights")
                .isEqualTo(TrainingPairs.of(second.ofBatches(3), false));
        assertThat(Files.size(unlisted)).isPositive();
    }

    private static void startFrom(Trainer<?> trainer, Path file) throws IOException {
        try (WeightFile weights = WeightFiles.open(file)) {
            var unused = trainer.startFrom(weights);
        }
    }

    @Test
    void syntheticScenesAreNoPairsOfAnyone() throws Exception {
        Path run = train("noise", new NoiseDataset(40, 40, PAIRS, 5), settings(1), 1, Trainer::start);

        assertThat(listed(run.resolve("checkpoints/step-00000001.safetensors")))
                .isEqualTo(TrainingPairs.of(Set.of(), true));
    }
}
