// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.rfnnest;

import io.github.psfusion.tensors.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * The tiles of the authors' program: an image higher or wider than 512 pixels is cut once in both directions into parts that overlap by
 * five pixels, and what is computed of them is averaged where they overlap.
 *
 * <p>Deviation: a direction in which the parts would have fewer than 16 pixels, where the authors' program fails, is not cut.
 */
final class OverlappingTiles {
    /** The least size that the network takes. */
    static final int MINIMUM = 16;

    private static final int LARGEST = 512;
    private static final int REACH = 2;
    private static final int OVERLAP = 2 * REACH + 1;

    private OverlappingTiles() {}

    /**
     * Computes an image of two images.
     *
     * @param first [N, 1, H, W]
     * @param second [N, 1, H, W]
     * @param computation of parts, to a result of their size
     */
    static Tensor apply(Tensor first, Tensor second, BinaryOperator<Tensor> computation) {
        long height = first.shape().size(2);
        long width = first.shape().size(3);
        if (Math.max(height, width) <= LARGEST) {
            return computation.apply(first, second);
        }
        return cut(first, second, 2, (upper, lower) -> cut(upper, lower, 3, computation));
    }

    private static Tensor cut(Tensor first, Tensor second, int dimension, BinaryOperator<Tensor> computation) {
        long size = first.shape().size(dimension);
        long before = size / 2 - REACH; // pixels that the first part alone covers
        long after = size - before - OVERLAP;
        if (Math.min(before, after) + OVERLAP < MINIMUM) {
            return computation.apply(first, second);
        }
        Tensor begin = computation.apply(
                first.narrow(dimension, 0, before + OVERLAP), second.narrow(dimension, 0, before + OVERLAP));
        Tensor end = computation.apply(
                first.narrow(dimension, before, after + OVERLAP), second.narrow(dimension, before, after + OVERLAP));
        Tensor both = begin.narrow(dimension, before, OVERLAP)
                .add(end.narrow(dimension, 0, OVERLAP))
                .multiply(0.5);
        return Tensor.concatenate(
                dimension, List.of(begin.narrow(dimension, 0, before), both, end.narrow(dimension, OVERLAP, after)));
    }
}
