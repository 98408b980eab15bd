// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.losses.FilterBank;
import io.github.psfusion.training.losses.FilterBank.Separable;
import io.github.psfusion.training.losses.LossTerm;

/**
 * How far the curvature of a reconstructed source is from that of the source: {@code mean|h(A') - h(A)|} with {@code h(A) =
 * |A_xx| + |A_xy| + |A_yy|}, second derivatives under replicate padding.
 *
 * @param image which source
 */
record SceneFidelityGradient(Reconstruction image) implements LossTerm<LossInputs> {
    private static final double[] SMOOTH = {1, 4, 6, 4, 1};
    private static final double[] BEND = {-1, 0, 2, 0, -1};
    private static final double[] RISE = {-1, -2, 0, 2, 1};
    private static final double[] FALL = {1, 2, 0, -2, -1};

    /** The sums of the absolute weights, by which the kernels are divided. */
    private static final double UNMIXED_SUM = 64;

    private static final double MIXED_SUM = 36;

    /** A_xx, A_xy, A_yy: the Sobel filters of second order and 5 x 5 of kornia 0.6.5, which the authors' code calls. */
    private static final FilterBank SECOND_DERIVATIVES = FilterBank.separable(
            new Separable(1 / UNMIXED_SUM, SMOOTH, BEND),
            new Separable(1 / MIXED_SUM, RISE, FALL),
            new Separable(1 / UNMIXED_SUM, BEND, SMOOTH));

    /** The border that lets a kernel of 5 x 5 keep the size. */
    private static final int BORDER = 2;

    @Override
    public String name() {
        return image.termName("gradient");
    }

    @Override
    public Tensor value(LossInputs inputs) {
        return curvature(image.reconstructed(inputs))
                .subtract(curvature(image.reference(inputs)))
                .abs()
                .mean();
    }

    private static Tensor curvature(Tensor image) {
        Tensor derivatives =
                SECOND_DERIVATIVES.apply(image.padReplicate(BORDER), 0).abs();
        return derivatives.narrow(1, 0, 1).add(derivatives.narrow(1, 1, 1)).add(derivatives.narrow(1, 2, 1));
    }
}
