// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.training.CropRange;
import io.github.psfusion.training.ScheduleSettings.Length;

/** Lengths of trainings. The recipe is the same in all: AdamW, mirrored crops. */
public enum Tier {
    /** 40 steps on small crops: whether everything works; its scores mean nothing. */
    SMOKE(40, false, 128, 96, 4),
    /** 60 epochs on crops of 320 x 256: half an hour to an hour for a row and seed of MSRS on two CPU cores. */
    SHORT(60, true, 320, 256, 8),
    /** 80 epochs on whole images of MSRS, the length that MFNet was published with: hours for a row and seed. */
    PUBLISHED(80, true, 640, 480, 8);

    private final long amount;
    private final boolean epochs;
    private final int cropWidth;
    private final int cropHeight;
    private final int batchSize;

    Tier(long amount, boolean epochs, int cropWidth, int cropHeight, int batchSize) {
        this.amount = amount;
        this.epochs = epochs;
        this.cropWidth = cropWidth;
        this.cropHeight = cropHeight;
        this.batchSize = batchSize;
    }

    /** Returns the length of a training. */
    public Length length() {
        return new Length(amount, epochs);
    }

    /** Returns the size of the crops. */
    public CropRange crops() {
        return CropRange.of(cropWidth, cropHeight);
    }

    /** Returns the number of pairs in a batch. */
    public int batchSize() {
        return batchSize;
    }
}
