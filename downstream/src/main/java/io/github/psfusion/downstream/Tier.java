// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.training.CropRange;
import io.github.psfusion.training.ScheduleSettings.Length;

/**
 * Lengths of trainings. The recipe is the same in all: AdamW, mirrored crops.
 */
public enum Tier {
    /** 40 steps on small crops: whether everything works; its scores mean nothing. */
    SMOKE(new Length(40, false), CropRange.of(128, 96), 4),
    /** 60 epochs on crops of 320 x 256: half an hour to an hour for a row and seed of MSRS on two CPU cores. */
    SHORT(new Length(60, true), CropRange.of(320, 256), 8),
    /** 80 epochs on whole images of MSRS, the length that MFNet was published with: hours for a row and seed. */
    PUBLISHED(new Length(80, true), CropRange.of(640, 480), 8);

    private final Length length;
    private final CropRange crops;
    private final int batchSize;

    Tier(Length length, CropRange crops, int batchSize) {
        this.length = length;
        this.crops = crops;
        this.batchSize = batchSize;
    }

    /** Returns the length of a training. */
    public Length length() {
        return length;
    }

    /** Returns the size of the crops. */
    public CropRange crops() {
        return crops;
    }

    /** Returns the number of pairs in a batch. */
    public int batchSize() {
        return batchSize;
    }
}
