// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.losses.LossTerm;

/**
 * The inverse of how strongly the fused image correlates with both sources: {@code 1 / (c(I, F) + c(Y, F) + 1e-6)}.
 *
 * <p>{@code c(A, F) = sum((A - mean A)(F - mean F)) / sqrt(sum (A - mean A)^2 * sum (F - mean F)^2)}, with sums and means
 * over the whole batch. Where an image is constant, c and its gradient are 0 (the authors' code divides 0 by 0).
 *
 * <p>If the sum of both correlations is not positive, the value is negative and its gradient points the wrong way; that
 * is logged as a warning.
 */
final class FusionCorrelation implements LossTerm<LossInputs> {
    /** Guards the division; value of the authors' code. */
    private static final double EPSILON = 1e-6;

    private static final System.Logger LOG = System.getLogger(FusionCorrelation.class.getName());

    @Override
    public String name() {
        return "correlation";
    }

    @Override
    public Tensor value(LossInputs inputs) {
        Tensor fused = centered(inputs.outputs().fused());
        Tensor sum =
                correlation(centered(inputs.infrared()), fused).add(correlation(centered(inputs.luminance()), fused));
        double found = sum.toDouble();
        if (found <= 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Fused images are uncorrelated with their sources (correlation sum {0,number,0.000}). Until the"
                            + " sum is positive, the term \"correlation\" has no gradient or a wrong one.",
                    found);
        }
        Tensor one = sum.backend().full(sum.dataType(), Shape.SCALAR, 1);
        return one.divide(sum.add(EPSILON));
    }

    private static Tensor centered(Tensor image) {
        // Correlation ignores a shift. This one makes a constant image exactly 0, where its mean would be rounded.
        Tensor first = image.detach().reshape(-1).narrow(0, 0, 1);
        Tensor shifted = image.subtract(first);
        return shifted.subtract(shifted.mean());
    }

    private static Tensor correlation(Tensor a, Tensor f) {
        Tensor product = a.multiply(a).sum().multiply(f.multiply(f).sum());
        if (product.toDouble() == 0) {
            return product.multiply(0); // 0 with gradient 0, even where the product has underflowed
        }
        return a.multiply(f).sum().divide(product.sqrt());
    }
}
