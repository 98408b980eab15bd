// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

/**
 * The geometry of a two-dimensional convolution, the same for both directions.
 *
 * @param stride distance between neighboring windows, at least 1
 * @param padding zeros added on each side, at least 0
 * @param groups number of independent channel groups, at least 1; the number of channels for a depthwise convolution
 * @param dilation distance between neighboring samples of a window, at least 1; 1 is the ordinary convolution
 */
public record Conv2dOptions(int stride, int padding, int groups, int dilation) {
    /** Checks the ranges. */
    public Conv2dOptions {
        if (stride < 1 || padding < 0 || groups < 1 || dilation < 1) {
            throw new IllegalArgumentException("stride " + stride + ", groups " + groups + " and dilation " + dilation
                    + " must be at least 1, padding " + padding + " at least 0");
        }
    }

    /** Makes the geometry of an ordinary convolution, without dilation. */
    public Conv2dOptions(int stride, int padding, int groups) {
        this(stride, padding, groups, 1);
    }

    /**
     * Returns how many windows there are along a side.
     *
     * @param size of the input along this side
     * @param kernel of the weight along this side
     */
    public long windows(long size, long kernel) {
        return (size + 2L * padding - dilation * (kernel - 1) - 1) / stride + 1;
    }

    /** Returns stride 1, one group and this padding. */
    public static Conv2dOptions padded(int padding) {
        return new Conv2dOptions(1, padding, 1);
    }
}
