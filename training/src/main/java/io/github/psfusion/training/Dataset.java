// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import java.io.IOException;
import java.util.Optional;

/** A numbered set of training pairs. Safe for use by several threads. */
public interface Dataset {
    /** Returns the number of pairs, at least 1. */
    int size();

    /** Returns the name of a pair without decoding it, as in {@link TrainingSample#name}. */
    String name(int index);

    /**
     * Decodes a pair.
     *
     * @param index from 0 to {@code size() - 1}; the same index always gives the same sample
     * @throws IOException naming the file, if one cannot be read or does not fit the others
     */
    TrainingSample sample(int index) throws IOException;

    /**
     * Returns the classes of a pair's pixels, to count them: those of its {@link #sample}, without decoding its images where that
     * can be avoided; scenes that are drawn may be of lower resolution.
     *
     * @param index from 0 to {@code size() - 1}
     * @return empty if the pair has no labels
     * @throws IOException naming the file, if it cannot be read
     */
    default Optional<LabelMap> classes(int index) throws IOException {
        return sample(index).labels().map(TrainingSample.Labels::classes);
    }

    /**
     * Returns what a pair is recognized by, for the list of training pairs in weight files.
     *
     * @param index of a pair whose {@link #sample} was taken
     * @return empty if the pair is not of real images, or was not taken
     */
    default Optional<PairFingerprint> fingerprint(int index) {
        return Optional.empty();
    }

    /**
     * Reads every pair once as {@link #sample} does, so that a file that would stop the training later stops it now. Nothing to do
     * where pairs do not come from files.
     *
     * @param check is called before each pair; may throw, to leave early
     * @throws IOException naming the file
     */
    default void readAll(Runnable check) throws IOException {}

    /** Returns what identifies the data in the records of a run: the number of pairs and a digest or a seed. */
    String identity();
}
