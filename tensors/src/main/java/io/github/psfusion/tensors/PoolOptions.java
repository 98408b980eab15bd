// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

/**
 * The geometry of a two-dimensional pooling: the same for both directions.
 *
 * @param kernel side of the window, at least 1
 * @param stride distance between neighboring windows, at least 1
 * @param padding border added on each side, which never wins a maximum; at most half the kernel
 */
public record PoolOptions(int kernel, int stride, int padding) {
    /** Checks the ranges. */
    public PoolOptions {
        if (kernel < 1 || stride < 1 || padding < 0 || padding > kernel / 2) {
            throw new IllegalArgumentException("kernel " + kernel + " and stride " + stride
                    + " must be at least 1, padding " + padding + " between 0 and half the kernel");
        }
    }
}
