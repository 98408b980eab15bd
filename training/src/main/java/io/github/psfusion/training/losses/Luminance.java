// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import io.github.psfusion.tensors.Tensor;

/**
 * The luminance of color images: {@code Y = min(max(0.299 R + 0.587 G + 0.114 B, 0), 1)}, with the weights of ITU-R
 * BT.601.
 */
public final class Luminance {
    private static final double RED = 0.299;
    private static final double GREEN = 0.587;
    private static final double BLUE = 0.114;

    private Luminance() {}

    /**
     * Computes the luminance.
     *
     * @param rgb red, green and blue, [N, 3, H, W], in [0, 1]
     * @return [N, 1, H, W], in [0, 1]
     */
    public static Tensor of(Tensor rgb) {
        Tensor red = rgb.narrow(1, 0, 1);
        Tensor green = rgb.narrow(1, 1, 1);
        Tensor blue = rgb.narrow(1, 2, 1);
        return red.multiply(RED)
                .add(green.multiply(GREEN))
                .add(blue.multiply(BLUE))
                .clamp(0, 1);
    }
}
