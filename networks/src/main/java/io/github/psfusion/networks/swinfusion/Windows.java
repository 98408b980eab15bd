// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.swinfusion;

import io.github.psfusion.tensors.Tensor;
import java.util.List;

/**
 * Maps of vectors [1, H, W, C], H and W multiples of 8, cut into windows of 8 x 8 positions, and back.
 *
 * <p>A shifted map is rolled by -4 in both directions before: its last row and last column of windows then join positions that were not
 * neighbors, which attention must keep apart ({@link WindowRegion}).
 */
final class Windows {
    /** Rows and columns of a window. */
    static final int SIDE = 8;

    /** Positions of a window. */
    static final int POSITIONS = SIDE * SIDE;

    static final int SHIFT = 4;

    private Windows() {}

    /** Rolls a map: the first rows and columns become the last. */
    static Tensor rolled(Tensor map, long by) {
        return rolled(rolled(map, 1, by), 2, by);
    }

    private static Tensor rolled(Tensor map, int dimension, long by) {
        long size = map.shape().size(dimension);
        return Tensor.concatenate(
                dimension, List.of(map.narrow(dimension, by, size - by), map.narrow(dimension, 0, by)));
    }

    /** Rolls a map back. */
    static Tensor restored(Tensor map, long by) {
        return rolled(rolled(map, 1, map.shape().size(1) - by), 2, map.shape().size(2) - by);
    }

    /** Maps [1, H, W, C] to [windows, heads, 64, C / heads], the windows row by row, heads the C channels in order. */
    static Tensor cut(Tensor map, int heads) {
        long rows = map.shape().size(1) / SIDE;
        long columns = map.shape().size(2) / SIDE;
        long channels = map.shape().size(3);
        return map.reshape(rows, SIDE, columns, SIDE * channels)
                .transpose(1, 2)
                .reshape(rows * columns, POSITIONS, heads, channels / heads)
                .transpose(1, 2);
    }

    /** Maps [windows, heads, 64, D] to the map [1, H, W, heads D] that was {@link #cut}. */
    static Tensor joined(Tensor windows, long height, long width) {
        long channels = windows.shape().size(1) * windows.shape().size(3);
        return windows.transpose(1, 2)
                .reshape(height / SIDE, width / SIDE, SIDE, SIDE * channels)
                .transpose(1, 2)
                .reshape(1, height, width, channels);
    }
}
