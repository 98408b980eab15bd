// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.training.photometric.PhotometricSettings;

/**
 * The contents of a batch.
 *
 * @param labels what is asked of the labels
 * @param classes number of semantic classes, at least 2; 9 for MSRS
 * @param cropWidth width of the random crops in pixels, a multiple of 32
 * @param cropHeight height of the random crops in pixels, a multiple of 32
 * @param batchSize pairs in a batch, at least 2: the batch norms of pooled features cannot train on one value
 * @param gradAccumulation batches whose gradients are averaged in one step, at least 1
 * @param augmentation which flips and rotations the pairs undergo
 * @param photometric which changes of intensity and quality they undergo
 */
public record DataSettings(
        LabelUse labels,
        int classes,
        int cropWidth,
        int cropHeight,
        int batchSize,
        int gradAccumulation,
        Augmentation.Policy augmentation,
        PhotometricSettings photometric) {
    private static final int MULTIPLE = 32;

    /** What is asked of the labels of the training pairs. */
    public enum LabelUse {
        /** Every pair must have labels. */
        REQUIRED,
        /** Each pair contributes the terms that its labels allow. */
        OPTIONAL,
        /** Labels are not read; only the fusion and the fidelity terms train. */
        NONE
    }

    /** Checks the ranges. */
    public DataSettings {
        if (classes < 2 || classes > 255) {
            throw new IllegalArgumentException("classes must lie in 2 .. 255, not at " + classes);
        }
        if (cropWidth < MULTIPLE || cropHeight < MULTIPLE || cropWidth % MULTIPLE != 0 || cropHeight % MULTIPLE != 0) {
            throw new IllegalArgumentException(
                    "crops must have sides that are multiples of 32, not " + cropWidth + " x " + cropHeight);
        }
        if (batchSize < 2) {
            throw new IllegalArgumentException("a batch must have at least 2 pairs, not " + batchSize
                    + ": the batch norms of pooled features cannot train on one value");
        }
        if (gradAccumulation < 1) {
            throw new IllegalArgumentException("accumulated batches must be at least 1, not " + gradAccumulation);
        }
    }

    /** Makes settings without photometric augmentation. */
    public DataSettings(
            LabelUse labels,
            int classes,
            int cropWidth,
            int cropHeight,
            int batchSize,
            int gradAccumulation,
            Augmentation.Policy augmentation) {
        this(
                labels,
                classes,
                cropWidth,
                cropHeight,
                batchSize,
                gradAccumulation,
                augmentation,
                PhotometricSettings.NONE);
    }

    /** Returns the published settings: four crops of 256 x 256 with labels of nine classes. */
    public static DataSettings defaults() {
        return new DataSettings(LabelUse.REQUIRED, 9, 256, 256, 4, 1, Augmentation.Policy.ALL);
    }

    /** Returns these settings with another use of labels. */
    public DataSettings withLabels(LabelUse other) {
        return new DataSettings(
                other, classes, cropWidth, cropHeight, batchSize, gradAccumulation, augmentation, photometric);
    }

    /** Returns these settings with other photometric changes. */
    public DataSettings withPhotometric(PhotometricSettings other) {
        return new DataSettings(
                labels, classes, cropWidth, cropHeight, batchSize, gradAccumulation, augmentation, other);
    }
}
