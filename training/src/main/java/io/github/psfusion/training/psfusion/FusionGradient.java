// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.losses.FilterBank;
import io.github.psfusion.training.losses.FilterBank.Separable;
import io.github.psfusion.training.losses.LossTerm;

/**
 * How far the edges of the fused image are from the stronger edges of both sources.
 *
 * <p>{@code mean|gx(F) - max(gx(I), gx(Y))| + mean|gy(F) - max(gy(I), gy(Y))|}, with gx and gy the absolute values of the
 * unnormalized Sobel filters under zero padding.
 */
final class FusionGradient implements LossTerm<LossInputs> {
    private static final double[] SMOOTH = {1, 2, 1};
    private static final double[] RISE = {-1, 0, 1};
    private static final double[] FALL = {1, 0, -1};

    /** Horizontal and vertical derivative; Sobel and Feldman, 1968, with the signs of the authors' code. */
    private static final FilterBank SOBEL =
            FilterBank.separable(new Separable(1, SMOOTH, RISE), new Separable(1, FALL, SMOOTH));

    private static final int SOBEL_PADDING = 1;

    @Override
    public String name() {
        return "gradient";
    }

    @Override
    public Tensor value(LossInputs inputs) {
        Tensor strongest = edges(inputs.infrared()).maximum(edges(inputs.luminance()));
        Tensor fused = edges(inputs.outputs().fused());
        // Both directions have as many elements: the sum of their means is twice the mean over both.
        return fused.subtract(strongest).abs().mean().multiply(2);
    }

    /** Returns gx and gy as two channels, [N, 2, H, W]. */
    private static Tensor edges(Tensor image) {
        return SOBEL.apply(image, SOBEL_PADDING).abs();
    }
}
