// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.datasets.synthetic.SceneSettings;
import java.io.IOException;
import java.util.Optional;

/**
 * The pairs of a training.
 *
 * @param training the pairs to train on, at least two
 * @param validation held-out pairs, if there are any
 * @param mixture how often the pairs of each set are drawn; has as many pairs as there are
 */
public record TrainingData(Dataset training, Optional<Dataset> validation, Mixture mixture) {
    /** Scenes of a synthetic set: enough for every class by day and at night, few enough to be seen often. */
    private static final int SYNTHETIC_SCENES = 200;

    private static final int SYNTHETIC_VALIDATION_SCENES = 10;

    /** Checks that the mixture is one of these pairs. */
    public TrainingData {
        if (mixture.pairs() != training.size()) {
            throw new IllegalArgumentException(
                    "a mixture of " + mixture.pairs() + " pairs does not fit " + training.size());
        }
    }

    /** Makes the data of a single set. */
    public TrainingData(Dataset training, Optional<Dataset> validation) {
        this(training, validation, Mixture.of(training.size()));
    }

    /** Returns training pairs without held-out ones. */
    public static TrainingData of(Dataset training) {
        return new TrainingData(training, Optional.empty());
    }

    /**
     * Reads every pair once, see {@link Dataset#readAll}.
     *
     * @throws IOException naming a file that cannot be trained on
     */
    public void readAll(Runnable check) throws IOException {
        training.readAll(check);
        if (validation.isPresent()) {
            validation.get().readAll(check);
        }
    }

    /** Returns what identifies the training pairs in the records of a run, with the shares of several sets. */
    String identity() {
        return mixture.parts().size() == 1 ? training.identity() : training.identity() + "; shares " + mixture;
    }

    /** Returns synthetic scenes, which are drawn when they are needed. */
    public static TrainingData synthetic(long seed) {
        SceneSettings scenes = SceneSettings.defaults();
        return new TrainingData(
                new SyntheticDataset(scenes, SYNTHETIC_SCENES, seed, 0),
                Optional.of(new SyntheticDataset(scenes, SYNTHETIC_VALIDATION_SCENES, seed, SYNTHETIC_SCENES)));
    }
}
