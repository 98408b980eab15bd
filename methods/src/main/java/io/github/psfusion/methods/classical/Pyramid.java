// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.imaging.numeric.Border;
import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.imaging.numeric.SeparableFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of Burt's pyramids: halving and doubling of a image with the kernel (1, 4, 6, 4, 1) / 16 each way.
 *
 * <p>P. J. Burt, E. H. Adelson, "The Laplacian pyramid as a compact image code", IEEE Transactions on Communications 31, 1983,
 * with their parameter a = 3/8. Sides of odd length are rounded up. Beyond the border the edge is repeated.
 */
final class Pyramid {
    private static final SeparableFilter KERNEL =
            SeparableFilter.ofTaps(1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0);

    private Pyramid() {}

    /** Returns the image and its halvings, the largest first; fewer than asked for if it comes down to one pixel. */
    static List<DoubleImage> gaussian(DoubleImage image, int halvings) {
        List<DoubleImage> levels = new ArrayList<>(List.of(image));
        DoubleImage last = image;
        for (int level = 0; level < halvings && last.width() * last.height() > 1; level++) {
            last = halved(last);
            levels.add(last);
        }
        return levels;
    }

    /** Filters and keeps every second row and column, from the first. */
    static DoubleImage halved(DoubleImage image) {
        int frame = KERNEL.size() / 2;
        return KERNEL.validEverySecond(Border.REPLICATE.around(image, frame, frame, frame, frame));
    }

    /**
     * Puts zeros between rows and columns and filters with four times the kernel.
     *
     * @param width of the result: twice that of the image, or one less
     * @param height of the result, likewise
     */
    static DoubleImage doubled(DoubleImage image, int width, int height) {
        return rowsDoubled(rowsDoubled(image, width).transposed(), height).transposed();
    }

    private static DoubleImage rowsDoubled(DoubleImage image, int width) {
        DoubleImage result = DoubleImage.zeros(width, image.height());
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < width; x++) {
                int at = x / 2;
                double value = x % 2 == 0
                        ? (image.nearest(at - 1, y) + 6 * image.nearest(at, y) + image.nearest(at + 1, y)) / 8
                        : (image.nearest(at, y) + image.nearest(at + 1, y)) / 2;
                result.values()[y * width + x] = value;
            }
        }
        return result;
    }

    /** Doubles a level to the size of the one before it. */
    static DoubleImage doubledTo(DoubleImage image, DoubleImage before) {
        return doubled(image, before.width(), before.height());
    }
}
