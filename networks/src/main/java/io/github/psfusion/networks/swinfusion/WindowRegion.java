// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.swinfusion;

/**
 * Windows that share a mask: on a shifted map those of the last row, of the last column, of the corner, and the others. In the last row
 * the upper and the lower half of a window were not neighbors, in the last column the left and the right half.
 *
 * @param lastRow whether they are of the last row
 * @param lastColumn whether they are of the last column
 */
record WindowRegion(boolean lastRow, boolean lastColumn) {
    private static final int OFFSETS = 2 * Windows.SIDE - 1;

    /** Entries of a table of relative positions. */
    static final int TABLE = OFFSETS * OFFSETS;

    /**
     * Returns for each pair of positions i, j of a window, row by row, its row in a table that holds the biases of all relative
     * positions, and after them those of pairs that are kept apart.
     */
    long[] indices() {
        long[] indices = new long[Windows.POSITIONS * Windows.POSITIONS];
        for (int i = 0; i < Windows.POSITIONS; i++) {
            for (int j = 0; j < Windows.POSITIONS; j++) {
                int rows = i / Windows.SIDE - j / Windows.SIDE + Windows.SIDE - 1;
                int columns = i % Windows.SIDE - j % Windows.SIDE + Windows.SIDE - 1;
                indices[i * Windows.POSITIONS + j] = (long) rows * OFFSETS + columns + (apart(i, j) ? TABLE : 0);
            }
        }
        return indices;
    }

    private boolean apart(int i, int j) {
        return (lastRow && isFar(i / Windows.SIDE) != isFar(j / Windows.SIDE))
                || (lastColumn && isFar(i % Windows.SIDE) != isFar(j % Windows.SIDE));
    }

    private static boolean isFar(int index) {
        return index >= Windows.SIDE - Windows.SHIFT;
    }
}
