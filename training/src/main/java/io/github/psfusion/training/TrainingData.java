// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.training.losses.LabeledPairs;
import java.io.IOException;
import java.util.Arrays;
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

    /**
     * Returns how often each class occurs in the training pairs that have labels: the mean over them of the share of its pixels, sets
     * weighted as they are drawn, without ignored pixels.
     *
     * @param classes number of classes
     * @param check is called before a label is read; may throw, to leave early
     * @return shares that sum to 1
     * @throws DatasetException if no pair has a labeled pixel, or one is of none of these classes
     * @throws IOException if a label cannot be read
     */
    public double[] classShares(int classes, Runnable check) throws IOException {
        double[] shares = new double[classes];
        int index = 0;
        for (Mixture.Part part : mixture.parts()) {
            for (int i = 0; i < part.pairs(); i++) {
                check.run();
                Optional<LabelMap> labels = training.classes(index);
                if (labels.isPresent()) {
                    addShares(labels.get(), part.share() / part.pairs(), shares, training.name(index));
                }
                index++;
            }
        }
        double sum = Arrays.stream(shares).sum();
        if (!(sum > 0)) {
            throw new DatasetException("no training pair has labels, on which classes could be counted.");
        }
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    private static void addShares(LabelMap labels, double weight, double[] shares, String name)
            throws DatasetException {
        byte[] pixels = labels.toArray();
        for (byte pixel : pixels) {
            int label = pixel & 0xFF;
            if (label != LabeledPairs.IGNORED) {
                if (label >= shares.length) {
                    throw new DatasetException(name + " has pixels of class " + label + ", but there are "
                            + shares.length + " classes. Give their number with --classes.");
                }
                shares[label] += weight / pixels.length;
            }
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
