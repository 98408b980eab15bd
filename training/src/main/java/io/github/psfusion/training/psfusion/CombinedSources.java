// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.losses.FilterBank;
import io.github.psfusion.training.losses.FilterBank.Separable;
import java.util.Arrays;

/**
 * One target image of both sources: the sum of their deviations from their means, within their range.
 *
 * <p>With m(A) the mean of an image, a(A) its means over 9 x 9 pixels and {@code d(A) = A - m(A)}:
 *
 * <pre>
 * S = m(Y) + r [d(I)+ - (1 - a(Y)) d(I)- + d(Y)+ - (1 - a(I)) d(Y)-]
 * T = S + limit(b(S), min(b(I), b(Y)) - t, max(b(I), b(Y)) + t) - b(S)
 * </pre>
 *
 * <p>d+ and d- are the positive part and the size of the negative one, b the means over 5 x 5 pixels, t = 8 levels of 255,
 * r the contrast. What is bright in either source stays bright: a sky that is cold in infrared, a warm target in a dark place. Where
 * neither is bright, the contrasts of both add up, and no pixel has to follow one source alone, so that noise decides nothing.
 * Ours; windows of a and b are cut off at the border.
 */
final class CombinedSources {
    private static final double TOLERANCE = 8.0 / 255;
    private static final Mean SURROUNDINGS = new Mean(9);
    private static final Mean REGION = new Mean(5);

    private CombinedSources() {}

    /**
     * Returns T, [N, 1, H, W].
     *
     * @param infrared I, [N, 1, H, W], in [0, 1]
     * @param luminance Y, like I
     * @param contrast r
     */
    static Tensor of(Tensor infrared, Tensor luminance, double contrast) {
        Tensor sum = contribution(infrared, luminance)
                .add(contribution(luminance, infrared))
                .multiply(contrast)
                .add(mean(luminance));
        Tensor region = REGION.of(sum);
        Tensor first = REGION.of(infrared);
        Tensor second = REGION.of(luminance);
        Tensor brightest = first.maximum(second);
        Tensor darkest = first.add(second).subtract(brightest);
        Tensor tooBright = region.subtract(brightest).add(-TOLERANCE).relu();
        Tensor tooDark = darkest.subtract(region).add(-TOLERANCE).relu();
        return sum.subtract(tooBright).add(tooDark);
    }

    /** Returns the deviations of a source, the negative ones weakened where the other source is bright. */
    private static Tensor contribution(Tensor source, Tensor other) {
        Tensor deviation = source.subtract(mean(source));
        Tensor negative = deviation.multiply(-1).relu();
        return deviation.add(negative.multiply(SURROUNDINGS.of(other)));
    }

    private static Tensor mean(Tensor image) {
        return image.mean(2).mean(3);
    }

    /** Means over square windows. */
    private static final class Mean {
        private final int side;
        private final FilterBank sums;

        Mean(int side) {
            this.side = side;
            double[] ones = new double[side];
            Arrays.fill(ones, 1);
            sums = FilterBank.separable(new Separable(1, ones, ones));
        }

        Tensor of(Tensor image) {
            Shape plane = Shape.of(1, 1, image.shape().size(2), image.shape().size(3));
            Tensor pixels = sums.apply(image.backend().full(image.dataType(), plane, 1), side / 2);
            return sums.apply(image, side / 2).divide(pixels);
        }
    }
}
