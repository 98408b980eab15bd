// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps of Burt's pyramids: halving and doubling of a raster with the kernel (1, 4, 6, 4, 1) / 16 each way.
 *
 * <p>P. J. Burt, E. H. Adelson, "The Laplacian pyramid as a compact image code", IEEE Transactions on Communications 31, 1983,
 * with their parameter a = 3/8. Sides of odd length are rounded up. Beyond the border the edge is repeated.
 */
final class Pyramid {
    private static final double[] KERNEL = {1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0};

    private Pyramid() {}

    /** Returns the raster and its halvings, the largest first; fewer than asked for if it comes down to one pixel. */
    static List<Raster> gaussian(Raster raster, int halvings) {
        List<Raster> levels = new ArrayList<>(List.of(raster));
        Raster last = raster;
        for (int level = 0; level < halvings && last.width() * last.height() > 1; level++) {
            last = halved(last);
            levels.add(last);
        }
        return levels;
    }

    /** Filters and keeps every second row and column, from the first. */
    static Raster halved(Raster raster) {
        return rowsHalved(rowsHalved(raster).transposed()).transposed();
    }

    private static Raster rowsHalved(Raster raster) {
        Raster filtered = Filters.rows(raster, KERNEL);
        Raster result = new Raster((raster.width() + 1) / 2, raster.height());
        for (int y = 0; y < result.height(); y++) {
            for (int x = 0; x < result.width(); x++) {
                result.samples()[y * result.width() + x] = filtered.samples()[y * raster.width() + 2 * x];
            }
        }
        return result;
    }

    /**
     * Puts zeros between rows and columns and filters with four times the kernel.
     *
     * @param width of the result: twice that of the raster, or one less
     * @param height of the result, likewise
     */
    static Raster doubled(Raster raster, int width, int height) {
        return rowsDoubled(rowsDoubled(raster, width).transposed(), height).transposed();
    }

    private static Raster rowsDoubled(Raster raster, int width) {
        Raster result = new Raster(width, raster.height());
        for (int y = 0; y < raster.height(); y++) {
            for (int x = 0; x < width; x++) {
                int at = x / 2;
                double value = x % 2 == 0
                        ? (raster.near(at - 1, y) + 6 * raster.near(at, y) + raster.near(at + 1, y)) / 8
                        : (raster.near(at, y) + raster.near(at + 1, y)) / 2;
                result.samples()[y * width + x] = value;
            }
        }
        return result;
    }

    /** Doubles a level to the size of the one before it. */
    static Raster doubledTo(Raster raster, Raster before) {
        return doubled(raster, before.width(), before.height());
    }
}
