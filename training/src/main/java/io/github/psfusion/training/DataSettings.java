// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.training.photometric.PhotometricSettings;

/**
 * The contents of a batch.
 *
 * @param labels what is asked of the labels
 * @param classes number of semantic classes, at least 2; 9 for MSRS
 * @param scales by which factors pairs are resized before they are cropped
 * @param crops sizes of the random crops
 * @param batchSize pairs in a batch, at least 2: the batch norms of pooled features cannot train on one value
 * @param gradAccumulation batches whose gradients are averaged in one step, at least 1
 * @param augmentation which flips and rotations the pairs undergo
 * @param photometric which changes of intensity and quality they undergo
 * @param masks what is a salient target in pairs that have neither labels nor masks
 */
public record DataSettings(
        LabelUse labels,
        int classes,
        ScaleRange scales,
        CropRange crops,
        int batchSize,
        int gradAccumulation,
        Augmentation.Policy augmentation,
        PhotometricSettings photometric,
        MissingMasks masks) {
    /** What is asked of the labels of the training pairs. */
    public enum LabelUse {
        /** Every pair must have labels. */
        REQUIRED,
        /** Each pair contributes the terms that its labels allow. */
        OPTIONAL,
        /** Labels are not read; only the fusion and the fidelity terms train. */
        NONE
    }

    /** What is a salient target in pairs that have neither labels that are used nor masks. */
    public enum MissingMasks {
        /** Nothing: local contrast alone chooses between the sources. */
        EMPTY,
        /** What {@link io.github.psfusion.datasets.SaliencyMask} estimates from the infrared image. */
        SALIENCY
    }

    /** Checks the ranges. */
    public DataSettings {
        if (classes < 2 || classes > 255) {
            throw new IllegalArgumentException("classes must be in 2 .. 255, not " + classes);
        }
        if (batchSize < 2) {
            throw new IllegalArgumentException("a batch must have at least 2 pairs, not " + batchSize
                    + ": the batch norms of pooled features cannot train on one value");
        }
        if (gradAccumulation < 1) {
            throw new IllegalArgumentException("accumulated batches must be at least 1, not " + gradAccumulation);
        }
    }

    /** Makes settings with crops of one size, without scaling, photometric augmentation and estimated masks. */
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
                ScaleRange.NONE,
                CropRange.of(cropWidth, cropHeight),
                batchSize,
                gradAccumulation,
                augmentation,
                PhotometricSettings.NONE,
                MissingMasks.EMPTY);
    }

    /** Returns the published settings: four crops of 256 x 256 with labels of nine classes. */
    public static DataSettings defaults() {
        return new DataSettings(LabelUse.REQUIRED, 9, 256, 256, 4, 1, Augmentation.Policy.ALL);
    }

    /** Returns the width of the largest crops in pixels. */
    public int cropWidth() {
        return crops.last().width();
    }

    /** Returns the height of the largest crops in pixels. */
    public int cropHeight() {
        return crops.last().height();
    }

    /** Returns these settings with other scales. */
    public DataSettings withScales(ScaleRange other) {
        return new DataSettings(
                labels, classes, other, crops, batchSize, gradAccumulation, augmentation, photometric, masks);
    }

    /** Returns these settings with other crops. */
    public DataSettings withCrops(CropRange other) {
        return new DataSettings(
                labels, classes, scales, other, batchSize, gradAccumulation, augmentation, photometric, masks);
    }

    /** Returns these settings with another number of classes. */
    public DataSettings withClasses(int number) {
        return new DataSettings(
                labels, number, scales, crops, batchSize, gradAccumulation, augmentation, photometric, masks);
    }

    /** Returns these settings with another use of labels. */
    public DataSettings withLabels(LabelUse other) {
        return new DataSettings(
                other, classes, scales, crops, batchSize, gradAccumulation, augmentation, photometric, masks);
    }

    /** Returns these settings with other photometric changes. */
    public DataSettings withPhotometric(PhotometricSettings other) {
        return new DataSettings(
                labels, classes, scales, crops, batchSize, gradAccumulation, augmentation, other, masks);
    }

    /** Returns these settings with other targets where masks are missing. */
    public DataSettings withMasks(MissingMasks other) {
        return new DataSettings(
                labels, classes, scales, crops, batchSize, gradAccumulation, augmentation, photometric, other);
    }
}
