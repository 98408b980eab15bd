// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.platform.Device;

/**
 * How images are fused.
 *
 * @param device where to compute
 * @param threads threads of one operation; 0 leaves the choice to the engine
 * @param precision the elements in which the network computes
 * @param sizing what becomes of sizes that are no multiples of 32
 */
public record PsFusionOptions(Device device, int threads, Precision precision, SizeAdapter sizing) {
    /** The elements in which the network computes. */
    public enum Precision {
        /** Whichever the engine measures to be faster. */
        AUTO,
        /** Single precision. */
        FLOAT32,
        /** Half of it; the image differs by a few levels. */
        BFLOAT16,
        /** Bytes, where that is fast and does little harm; needs weights with ranges, see {@link PsFusionCalibration}. */
        INT8
    }

    /** What becomes of sizes that are no multiples of 32. */
    public enum SizeAdapter {
        /** The images are padded by reflection and the result is cropped: no pixel is resampled. */
        PAD,
        /**
         * As the authors' program does it: both images are resized to the next lower multiples, and the truncated 8-bit result
         * is resized back; softens images of other sizes and takes none below 32 pixels.
         */
        AS_PUBLISHED;

        /** Returns the name that options and records use. */
        String key() {
            return this == PAD ? "pad" : "as-published";
        }
    }

    /** Returns the processor, the faster precision, and padding. */
    public static PsFusionOptions defaults() {
        return new PsFusionOptions(Device.CPU, 0, Precision.AUTO, SizeAdapter.PAD);
    }

    /** Returns these options with another device. */
    public PsFusionOptions withDevice(Device other) {
        return new PsFusionOptions(other, threads, precision, sizing);
    }

    /** Returns these options with another number of threads. */
    public PsFusionOptions withThreads(int count) {
        return new PsFusionOptions(device, count, precision, sizing);
    }

    /** Returns these options with another precision. */
    public PsFusionOptions withPrecision(Precision other) {
        return new PsFusionOptions(device, threads, other, sizing);
    }

    /** Returns these options with another sizing. */
    public PsFusionOptions withSizing(SizeAdapter other) {
        return new PsFusionOptions(device, threads, precision, other);
    }
}
