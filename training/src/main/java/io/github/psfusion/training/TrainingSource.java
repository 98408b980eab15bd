// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairFinder;
import io.github.psfusion.datasets.Pairing;
import io.github.psfusion.datasets.Split;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.training.DataSettings.LabelUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Where the pairs of a training come from and how they are read.
 *
 * @param root folder of a data set; synthetic scenes without it
 * @param validation folder of held-out pairs, instead of the validation split of the data set
 * @param windows which levels of infrared and of visible images are black and white; levels of training and validation pairs are counted
 *     apart
 * @param limits of decoding
 */
public record TrainingSource(Optional<Path> root, Optional<Path> validation, PairWindows windows, DecodeLimits limits) {
    /** Receives what the user should know about the files. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Images have no partner or are of a format that is not read, and are left out.
         *
         * @param files at least one
         */
        void unpaired(List<Path> files);
    }

    /**
     * Finds the pairs, checks the headers of all files and counts infrared levels where the window depends on them.
     *
     * @param settings labels and classes
     * @param seed of synthetic scenes
     * @param cancelled is asked before an image is decoded
     * @throws DatasetException if there are fewer than two training pairs
     * @throws IOException if a file is missing, unreadable or does not fit the others
     * @throws CancellationException if the work is cancelled
     */
    public TrainingData open(DataSettings settings, long seed, Listener listener, BooleanSupplier cancelled)
            throws IOException {
        Runnable check = () -> {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("cancelled");
            }
        };
        TrainingData data =
                root.isPresent() ? inFolder(root.get(), settings, listener, check) : TrainingData.synthetic(seed);
        return validation.isPresent()
                ? new TrainingData(
                        data.training(), heldOut(PairFinder.in(validation.get()).pairs(), settings, check))
                : data;
    }

    private TrainingData inFolder(Path folder, DataSettings settings, Listener listener, Runnable check)
            throws IOException {
        Pairing pairing = PairFinder.in(folder, Split.TRAIN);
        for (List<Path> files : List.of(pairing.infraredOnly(), pairing.visibleOnly(), pairing.foreign())) {
            if (!files.isEmpty()) {
                listener.unpaired(files);
            }
        }
        List<PairFiles> pairs = pairing.pairs();
        if (pairs.size() < 2) {
            throw new DatasetException(
                    folder + ": " + pairs.size() + " training pairs were found; a batch needs at least"
                            + " 2. Look with: psfusion dataset check " + folder + ".");
        }
        Dataset training = FolderDataset.of(pairs, settings, windows, limits, check);
        return validation.isPresent()
                ? TrainingData.of(training)
                : new TrainingData(
                        training,
                        heldOut(PairFinder.in(folder, Split.VALIDATION).pairs(), settings, check));
    }

    private Optional<Dataset> heldOut(List<PairFiles> pairs, DataSettings settings, Runnable check) throws IOException {
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        // Pairs without labels can be validated; the terms that need labels are left out then.
        LabelUse labels = settings.labels() == LabelUse.REQUIRED ? LabelUse.OPTIONAL : settings.labels();
        return Optional.of(FolderDataset.of(pairs, settings.withLabels(labels), windows, limits, check));
    }
}
