// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

/**
 * The geometry of a two-dimensional convolution: the same for both directions, without dilation.
 *
 * @param stride distance between neighboring windows, at least 1
 * @param padding zeros added on each side, at least 0
 * @param groups number of independent channel groups, at least 1; the number of channels for a depthwise convolution
 */
public record Conv2dOptions(int stride, int padding, int groups) {
    /** Checks the ranges. */
    public Conv2dOptions {
        if (stride < 1 || padding < 0 || groups < 1) {
            throw new IllegalArgumentException("stride " + stride + " and groups " + groups
                    + " must be at least 1, padding " + padding + " at least 0");
        }
    }

    /** Returns stride 1, one group and this padding. */
    public static Conv2dOptions padded(int padding) {
        return new Conv2dOptions(1, padding, 1);
    }
}
