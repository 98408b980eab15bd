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
 */
public record TrainingData(Dataset training, Optional<Dataset> validation) {
    /** Scenes of a synthetic set: enough for every class by day and at night, few enough to be seen often. */
    private static final int SYNTHETIC_SCENES = 200;

    private static final int SYNTHETIC_VALIDATION_SCENES = 10;

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

    /** Returns synthetic scenes, which are drawn when they are needed. */
    public static TrainingData synthetic(long seed) {
        SceneSettings scenes = SceneSettings.defaults();
        return new TrainingData(
                new SyntheticDataset(scenes, SYNTHETIC_SCENES, seed, 0),
                Optional.of(new SyntheticDataset(scenes, SYNTHETIC_VALIDATION_SCENES, seed, SYNTHETIC_SCENES)));
    }
}
