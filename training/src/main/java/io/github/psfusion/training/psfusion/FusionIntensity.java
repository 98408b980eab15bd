// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.losses.FilterBank;
import io.github.psfusion.training.losses.FilterBank.Separable;
import io.github.psfusion.training.losses.LossTerm;
import java.util.Arrays;

/**
 * How far the fused image is from the source that matters at each place: the one of higher local contrast, and on
 * salient targets always the first.
 *
 * <p>With {@code v(A) = G * A^2 - (G * A)^2} the local variance under a Gaussian window and {@code q(A)} the box mean of
 * {@code (A - F)^2}, both 9 x 9 with zero padding: the mean of q(A1) where {@code v(A1) > v(A2)} or {@code M > 0}, and of
 * q(A2) elsewhere. The choice is constant for the gradient. Near the border the zeros enter the variances and the means, as
 * in the authors' code.
 *
 * <p>With a floor of f levels ({@link ContrastMask}) and {@code e = (f / 255)^2}: q(A1) where {@code M > 0} or {@code v(A1) >
 * v(A2) + e}, q(A2) where {@code v(A2) > v(A1) + e}, and {@code q(max(A1, A2))} elsewhere, the maximum taken pixel by pixel.
 *
 * <p>Without the contrast mask: q(A1) where M > 0, q(max(A1, A2)) elsewhere. Without the salient mask: M = 0. With {@link
 * IntensityError#ABSOLUTE}: {@code q(A) = |A - F|}.
 *
 * <p>With {@link IntensityTarget#SUM}: q(A1) where M > 0, and q(T) elsewhere, T of {@link CombinedSources}.
 *
 * @param options what is followed, with which contrast, which source is A1, how small differences of contrast decide, whether M counts and what q is
 */
record FusionIntensity(FusionTermOptions options) implements LossTerm<LossInputs> {
    /** Side and standard deviation of the windows in pixels; values of the authors' code. */
    private static final int WINDOW = 9;

    private static final double SIGMA = 1.5;
    private static final int WINDOW_PADDING = WINDOW / 2;

    private static final FilterBank GAUSSIAN = FilterBank.separable(new Separable(1, gaussian(), gaussian()));
    private static final FilterBank BOX = FilterBank.separable(new Separable(1.0 / (WINDOW * WINDOW), ones(), ones()));

    @Override
    public String name() {
        return "intensity";
    }

    @Override
    public Tensor value(LossInputs inputs) {
        if (options.intensityTarget() == IntensityTarget.SUM) {
            return ofSum(inputs);
        }
        return ofSelection(inputs.withContrast(options.sourceContrast()));
    }

    private Tensor ofSum(LossInputs inputs) {
        Tensor fused = inputs.outputs().fused();
        Tensor combined = CombinedSources.of(inputs.infrared(), inputs.luminance(), options.sourceContrast());
        Tensor errors = q(combined, fused);
        if (options.salientMask() == SalientMask.NONE) {
            return errors.mean();
        }
        Tensor followed = options.intensityRoles() == IntensityRoles.INTENDED ? inputs.infrared() : inputs.luminance();
        return targets(inputs).where(q(followed, fused), errors).mean();
    }

    private Tensor ofSelection(LossInputs inputs) {
        boolean intended = options.intensityRoles() == IntensityRoles.INTENDED;
        Tensor first = intended ? inputs.infrared() : inputs.luminance();
        Tensor second = intended ? inputs.luminance() : inputs.infrared();
        Tensor fused = inputs.outputs().fused();
        boolean ofTargets = options.salientMask() == SalientMask.PUBLISHED;
        ContrastMask contrast = options.contrastMask();
        if (contrast.equals(ContrastMask.NONE)) {
            Tensor brighter = q(first.maximum(second), fused);
            return ofTargets ? targets(inputs).where(q(first, fused), brighter).mean() : brighter.mean();
        }
        Tensor firstVariance = localVariance(first);
        Tensor secondVariance = localVariance(second);
        double floor = contrast.varianceFloor().orElse(0);
        Tensor followsFirst = firstVariance.greater(secondVariance.add(floor));
        if (ofTargets) {
            followsFirst = followsFirst.or(targets(inputs));
        }
        Tensor elsewhere = q(second, fused);
        if (floor > 0) {
            Tensor followsSecond = secondVariance.greater(firstVariance.add(floor));
            elsewhere = followsSecond.where(elsewhere, q(first.maximum(second), fused));
        }
        return followsFirst.where(q(first, fused), elsewhere).mean();
    }

    private static Tensor targets(LossInputs inputs) {
        return inputs.mask().greater(0);
    }

    private static Tensor localVariance(Tensor image) {
        Tensor mean = GAUSSIAN.apply(image, WINDOW_PADDING);
        return GAUSSIAN.apply(image.multiply(image), WINDOW_PADDING).subtract(mean.multiply(mean));
    }

    private Tensor q(Tensor source, Tensor fused) {
        Tensor difference = source.subtract(fused);
        if (options.intensityError() == IntensityError.ABSOLUTE) {
            return difference.abs();
        }
        return BOX.apply(difference.multiply(difference), WINDOW_PADDING);
    }

    private static double[] gaussian() {
        double[] weights = new double[WINDOW];
        for (int k = 0; k < WINDOW; k++) {
            double distance = k - WINDOW_PADDING;
            weights[k] = Math.exp(-distance * distance / (2 * SIGMA * SIGMA));
        }
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    private static double[] ones() {
        double[] weights = new double[WINDOW];
        Arrays.fill(weights, 1);
        return weights;
    }
}
