// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.swinfusion;

import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * How a map of vectors [1, H, W, C], H and W multiples of 8, is cut into windows of 8 x 8 positions.
 *
 * <p>A shifted map is rolled by -4 in both directions before: its last row and last column of windows then join positions that were not
 * neighbors, which attention must keep apart. Windows that share a mask follow each other.
 *
 * @param height H
 * @param width W
 * @param shifted whether the map is rolled
 */
record Windows(long height, long width, boolean shifted) {
    /** Rows and columns of a window. */
    static final int SIDE = 8;

    /** Positions of a window. */
    static final int POSITIONS = SIDE * SIDE;

    static final int SHIFT = 4;

    /**
     * Windows that share a mask.
     *
     * @param region which these are
     * @param top their first row of windows
     * @param rows rows of windows
     * @param left their first column of windows
     * @param columns columns of windows
     */
    record Part(WindowRegion region, long top, long rows, long left, long columns) {
        long count() {
            return rows * columns;
        }
    }

    /** Returns the windows of a map [1, H, W, C]. */
    static Windows of(Tensor map, boolean shifted) {
        return new Windows(map.shape().size(1), map.shape().size(2), shifted);
    }

    /** Returns those that share a mask, in the order of the windows. */
    List<Part> parts() {
        long rows = height / SIDE;
        long columns = width / SIDE;
        if (!shifted) {
            return List.of(new Part(new WindowRegion(false, false), 0, rows, 0, columns));
        }
        return List.of(
                        new Part(new WindowRegion(false, false), 0, rows - 1, 0, columns - 1),
                        new Part(new WindowRegion(false, true), 0, rows - 1, columns - 1, 1),
                        new Part(new WindowRegion(true, false), rows - 1, 1, 0, columns - 1),
                        new Part(new WindowRegion(true, true), rows - 1, 1, columns - 1, 1))
                .stream()
                .filter(part -> part.count() > 0)
                .toList();
    }

    /** Maps [1, H, W, C] to [windows, 64, C]. */
    Tensor cut(Tensor map) {
        Tensor rolled = shifted ? rolled(map, SHIFT, SHIFT) : map;
        long channels = map.shape().size(3);
        List<Tensor> parts = new ArrayList<>();
        for (Part part : parts()) {
            parts.add(rolled.narrow(1, part.top * SIDE, part.rows * SIDE)
                    .narrow(2, part.left * SIDE, part.columns * SIDE)
                    .reshape(part.rows, SIDE, part.columns, SIDE * channels)
                    .transpose(1, 2)
                    .reshape(part.count(), POSITIONS, channels));
        }
        return joined(0, parts);
    }

    /** Maps [windows, 64, C] to the map [1, H, W, C] that was {@link #cut}. */
    Tensor joined(Tensor windows) {
        long channels = windows.shape().size(2);
        List<Tensor> rows = new ArrayList<>();
        List<Tensor> row = new ArrayList<>();
        long first = 0;
        for (Part part : parts()) {
            row.add(windows.narrow(0, first, part.count())
                    .reshape(part.rows, part.columns, SIDE, SIDE * channels)
                    .transpose(1, 2)
                    .reshape(1, part.rows * SIDE, part.columns * SIDE, channels));
            first += part.count();
            if ((part.left + part.columns) * SIDE == width) {
                rows.add(joined(2, row));
                row.clear();
            }
        }
        Tensor map = joined(1, rows);
        return shifted ? rolled(map, height - SHIFT, width - SHIFT) : map;
    }

    /** Joins parts along a dimension; a single one is not copied. */
    static Tensor joined(int dimension, List<Tensor> parts) {
        return parts.size() == 1 ? parts.get(0) : Tensor.concatenate(dimension, parts);
    }

    /** Rolls a map: the first rows and columns become the last. */
    private static Tensor rolled(Tensor map, long rows, long columns) {
        return rolledAlong(2, columns, rolledAlong(1, rows, map));
    }

    private static Tensor rolledAlong(int dimension, long by, Tensor map) {
        long size = map.shape().size(dimension);
        return Tensor.concatenate(
                dimension, List.of(map.narrow(dimension, by, size - by), map.narrow(dimension, 0, by)));
    }
}
