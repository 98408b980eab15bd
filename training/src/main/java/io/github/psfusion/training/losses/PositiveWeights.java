// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

/**
 * How much a pixel that belongs to a channel counts against one that does not, in {@link WeightedBce}.
 *
 * @param background weight of background pixels in channel 0, above 0
 * @param object weight of object pixels in channel 1, above 0
 */
public record PositiveWeights(double background, double object) {
    /** All pixels count alike. */
    public static final PositiveWeights EQUAL = new PositiveWeights(1, 1);

    /** The weights of the authors' code, for the data set MSRS. */
    public static final PositiveWeights PUBLISHED = new PositiveWeights(1.4548, 19.8962);

    /** Bounds the weight of a class that hardly occurs: Paszke et al., "ENet", 2016. */
    private static final double OFFSET = 1.02;

    /** Checks the weights. */
    public PositiveWeights {
        if (!(background > 0 && object > 0)) {
            throw new IllegalArgumentException(
                    "positive weights must be above 0, not " + background + " and " + object);
        }
    }

    /**
     * Returns the weights for another data set, {@code 1 / ln(1.02 + share)}. MSRS has an object share of 0.0315.
     *
     * @param objectShare the share of object pixels among all, in [0, 1]
     */
    public static PositiveWeights forObjectShare(double objectShare) {
        if (!(objectShare >= 0 && objectShare <= 1)) {
            throw new IllegalArgumentException("a share of pixels lies in [0, 1], not at " + objectShare);
        }
        return new PositiveWeights(1 / Math.log(OFFSET + 1 - objectShare), 1 / Math.log(OFFSET + objectShare));
    }
}
