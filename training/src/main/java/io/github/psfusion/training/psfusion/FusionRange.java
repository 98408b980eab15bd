// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.losses.FilterBank;
import io.github.psfusion.training.losses.FilterBank.Separable;
import io.github.psfusion.training.losses.LossTerm;

/**
 * How far regions of the fused image are darker or brighter than those of both sources.
 *
 * <p>With m(A) the mean over 5 x 5 pixels, windows inside the image only, and t = 4 levels of 255: the mean of {@code
 * max(0, min(m(A1), m(A2)) - t - m(F)) + max(0, m(F) - max(m(A1), m(A2)) - t)}. Details may leave the range of the sources, as
 * the sharper edges of a fused image do; whole regions may not.
 *
 * <p>Not part of the published loss, where its weight is 0: the differentiable form of the metrics Darker and Brighter, with a smaller
 * tolerance.
 */
final class FusionRange implements LossTerm<LossInputs> {
    private static final double TOLERANCE = 4.0 / 255;

    private static final double[] ONES = {1, 1, 1, 1, 1};
    private static final FilterBank MEAN = FilterBank.separable(new Separable(1.0 / 25, ONES, ONES));

    @Override
    public String name() {
        return "range";
    }

    @Override
    public Tensor value(LossInputs inputs) {
        Tensor first = MEAN.apply(inputs.infrared(), 0);
        Tensor second = MEAN.apply(inputs.luminance(), 0);
        Tensor fused = MEAN.apply(inputs.outputs().fused(), 0);
        Tensor brightest = first.maximum(second);
        Tensor darkest = first.add(second).subtract(brightest);
        Tensor darker = darkest.subtract(fused).add(-TOLERANCE).relu();
        Tensor brighter = fused.subtract(brightest).add(-TOLERANCE).relu();
        return darker.add(brighter).mean();
    }
}
