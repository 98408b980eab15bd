// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.losses.FilterBank;
import io.github.psfusion.training.losses.FilterBank.Separable;
import java.util.Arrays;

/**
 * One target image of both sources: the sum of the deviations of their regions from their means, within the range of both, with the
 * details of the source that has more of them.
 *
 * <p>With m(A) the mean of an image, b(A) its means over 5 x 5 pixels, {@code d(A) = b(A) - m(A)}, {@code D(A) = A - b(A)}, a(A) its
 * means over 9 x 9 pixels, and e(A) those of D(A)^2 plus one squared level:
 *
 * <pre>
 * S = m(Y) + r [d(I)+ - (1 - a(Y)) d(I)- + d(Y)+ - (1 - a(I)^3) d(Y)-]
 * B = S + g [w D(I) + (1 - w) D(Y)],   w = e(I)^2 / (e(I)^2 + e(Y)^2)
 * T = B + limit(b(B), min(b(I), b(Y)) - t, max(b(I), b(Y)) + t) - b(B)
 * </pre>
 *
 * <p>d+ and d- are the positive part and the size of the negative one, r the contrast of regions, g = 1.3 that of details, t = 4 levels
 * of 255. A sky that is cold in infrared stays bright as in the visible image, a hot target in a dark place bright as in infrared; the
 * cube limits this to what is nearly white in infrared. Where neither is bright, the contrasts of both add up, so that no region has
 * to follow one source alone. Details do not add up: w passes smoothly from one source to the other. Ours; windows are cut off at the
 * border.
 */
final class CombinedSources {
    private static final double LEVEL = 1.0 / 255;
    private static final double TOLERANCE = 4 * LEVEL;
    private static final double DETAIL_CONTRAST = 1.3;
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
        Tensor first = REGION.of(infrared);
        Tensor second = REGION.of(luminance);
        Tensor hot = SURROUNDINGS.of(infrared);
        Tensor sum = contribution(first, mean(infrared), SURROUNDINGS.of(luminance))
                .add(contribution(second, mean(luminance), hot.multiply(hot).multiply(hot)))
                .multiply(contrast)
                .add(mean(luminance));
        Tensor both = sum.add(details(infrared.subtract(first), luminance.subtract(second)));
        Tensor region = REGION.of(both);
        Tensor brightest = first.maximum(second);
        Tensor darkest = first.add(second).subtract(brightest);
        Tensor tooBright = region.subtract(brightest).add(-TOLERANCE).relu();
        Tensor tooDark = darkest.subtract(region).add(-TOLERANCE).relu();
        return both.subtract(tooBright).add(tooDark);
    }

    /** Returns d(A)+ - (1 - weakening) d(A)-. */
    private static Tensor contribution(Tensor regions, Tensor mean, Tensor weakening) {
        Tensor deviation = regions.subtract(mean);
        Tensor negative = deviation.multiply(-1).relu();
        return deviation.add(negative.multiply(weakening));
    }

    /** Returns g [w D(I) + (1 - w) D(Y)]. */
    private static Tensor details(Tensor infrared, Tensor luminance) {
        Tensor ofInfrared = squaredEnergy(infrared);
        Tensor ofLuminance = squaredEnergy(luminance);
        Tensor weight = ofInfrared.divide(ofInfrared.add(ofLuminance));
        return luminance.add(infrared.subtract(luminance).multiply(weight)).multiply(DETAIL_CONTRAST);
    }

    private static Tensor squaredEnergy(Tensor details) {
        Tensor energy = SURROUNDINGS.of(details.multiply(details)).add(LEVEL * LEVEL);
        return energy.multiply(energy);
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
