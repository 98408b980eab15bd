// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairFinder;
import io.github.psfusion.datasets.PairNaming;
import io.github.psfusion.datasets.Pairing;
import io.github.psfusion.datasets.Split;
import io.github.psfusion.datasets.UnreadFolders;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.training.DataSettings.LabelUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Where the pairs of a training come from and how they are read.
 *
 * @param sets to train on, at least one
 * @param validation folders of held-out pairs; without any, the validation split of the first set that has one
 * @param windows which levels of infrared and of visible images are black and white; levels are counted for each set and
 *     folder apart
 * @param limits of decoding
 * @param naming how names show which images are partners, in all sets
 */
public record TrainingSource(
        List<TrainingSet> sets, List<Path> validation, PairWindows windows, DecodeLimits limits, PairNaming naming) {
    private static final String TEST_SET = "tno";

    /** Copies the lists. */
    public TrainingSource {
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("a training needs at least one set of pairs");
        }
        sets = List.copyOf(sets);
        validation = List.copyOf(validation);
    }

    /** Makes a source of sets in which partners have the same name. */
    public TrainingSource(List<TrainingSet> sets, List<Path> validation, PairWindows windows, DecodeLimits limits) {
        this(sets, validation, windows, limits, PairNaming.BY_NAME);
    }

    /**
     * Finds the pairs, checks the headers of all files and counts infrared levels where the window depends on them.
     *
     * @param settings labels and classes
     * @param seed of synthetic scenes
     * @param listener receives warnings: of images that are left out, and of a batch that is larger than the data
     * @param cancelled is asked before an image is decoded
     * @throws DatasetException if there are fewer than two training pairs, or if a share gives no sample in an epoch
     * @throws IOException if a file is missing, unreadable or does not fit the others
     * @throws CancellationException if the work is cancelled
     */
    public TrainingData open(DataSettings settings, long seed, Consumer<String> listener, BooleanSupplier cancelled)
            throws IOException {
        Runnable check = () -> {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("cancelled");
            }
        };
        List<Dataset> training = new ArrayList<>();
        for (TrainingSet set : sets) {
            training.add(
                    set.folder().isPresent()
                            ? training(set.folder().get(), settings, listener, check)
                            : TrainingData.synthetic(seed).training());
        }
        TrainingData data =
                new TrainingData(ConcatDataset.of(training), heldOut(settings, seed, check), mixture(training));
        if (settings.batchSize() > data.training().size()) {
            listener.accept("--batch-size " + settings.batchSize() + ": there are only "
                    + data.training().size() + " training pairs, so each batch has as many.");
        }
        return data;
    }

    /**
     * Finds the held-out pairs alone: those of the validation folders, else the validation split of each set, else, of a set without
     * splits, all its pairs.
     *
     * @param settings labels and classes
     * @param seed of synthetic scenes
     * @param check is called before an image is decoded; may throw, to leave early
     * @throws IOException if a file is missing, unreadable or does not fit the others
     */
    public Dataset openHeldOut(DataSettings settings, long seed, Runnable check) throws IOException {
        if (!validation.isEmpty()) {
            return heldOut(settings, seed, check).orElseThrow();
        }
        List<Dataset> parts = new ArrayList<>();
        for (TrainingSet set : sets) {
            if (set.folder().isEmpty()) {
                parts.add(TrainingData.synthetic(seed).validation().orElseThrow());
            } else {
                Path folder = set.folder().get();
                List<PairFiles> split =
                        PairFinder.in(folder, Split.VALIDATION, naming).pairs();
                parts.add(
                        heldOut(split.isEmpty() ? PairFinder.in(folder, naming).pairs() : split, settings, check));
            }
        }
        return ConcatDataset.of(parts);
    }

    private Dataset training(Path folder, DataSettings settings, Consumer<String> listener, Runnable check)
            throws IOException {
        if (isTestSet(folder)) {
            listener.accept(
                    folder + ": if this is the TNO set, do not train on it: published comparisons are made on its"
                            + " pairs, and scores of these weights on them mean nothing then.");
        }
        Pairing pairing = PairFinder.in(folder, Split.TRAIN, naming);
        for (Path unread : UnreadFolders.in(folder, naming)) {
            listener.accept(unread + " holds pairs, but is no split of " + folder
                    + " and is left out. Use it with another --data " + unread + ".");
        }
        for (List<Path> files :
                List.of(pairing.infraredOnly(), pairing.visibleOnly(), pairing.foreign(), pairing.unmatched())) {
            if (!files.isEmpty()) {
                listener.accept(Counted.of(files.size(), "image")
                        + " left out, without a partner or of a format that is not read: " + files.get(0)
                        + (files.size() > 1 ? " ..." : ""));
            }
        }
        List<PairFiles> pairs = pairing.pairs();
        if (pairs.size() < (sets.size() == 1 ? 2 : 1)) {
            throw new DatasetException(
                    folder + ": " + pairs.size() + " training pairs were found; a batch needs at least"
                            + " 2. Look with: psfusion dataset check " + folder + ".");
        }
        return FolderDataset.of(pairs, settings, windows, limits, check);
    }

    /** Has the folder, or one above it, the name of the set that is published for tests alone? A user's may have it, too. */
    private static boolean isTestSet(Path folder) {
        for (Path name : folder.toAbsolutePath().normalize()) {
            if (name.toString().equalsIgnoreCase(TEST_SET)) {
                return true;
            }
        }
        return false;
    }

    private Mixture mixture(List<Dataset> training) throws DatasetException {
        Mixture mixture = Mixture.of(
                training.stream().map(Dataset::size).toList(),
                sets.stream().map(TrainingSet::share).toList());
        int[] counts = mixture.counts(mixture.pairs());
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                throw new DatasetException(sets.get(i).name() + ": a share of "
                        + mixture.parts().get(i).share() + " is less than one of the " + mixture.pairs()
                        + " samples of an epoch. Raise the share, or leave the set out.");
            }
        }
        return mixture;
    }

    private Optional<Dataset> heldOut(DataSettings settings, long seed, Runnable check) throws IOException {
        if (!validation.isEmpty()) {
            List<Dataset> folders = new ArrayList<>();
            for (Path folder : validation) {
                folders.add(heldOut(PairFinder.in(folder, naming).pairs(), settings, check));
            }
            return Optional.of(ConcatDataset.of(folders));
        }
        for (TrainingSet set : sets) {
            if (set.folder().isEmpty()) {
                return TrainingData.synthetic(seed).validation();
            }
            List<PairFiles> pairs =
                    PairFinder.in(set.folder().get(), Split.VALIDATION, naming).pairs();
            if (!pairs.isEmpty()) {
                return Optional.of(heldOut(pairs, settings, check));
            }
        }
        return Optional.empty();
    }

    private Dataset heldOut(List<PairFiles> pairs, DataSettings settings, Runnable check) throws IOException {
        // Pairs without labels can be validated; the terms that need labels are left out then.
        LabelUse labels = settings.labels() == LabelUse.REQUIRED ? LabelUse.OPTIONAL : settings.labels();
        return FolderDataset.of(pairs, settings.withLabels(labels), windows, limits, check);
    }
}
