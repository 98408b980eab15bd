// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.util.Locale;

/**
 * How a stored image has to be turned to stand upright: the eight values of EXIF's tag 0x0112.
 *
 * <p>Source pixel of the upright pixel (x, y): {@code (x, y)} or, if {@code transposed}, {@code (y, x)}; then mirrored in
 * the stored image's columns and rows.
 */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    ROTATED_180(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    /** Stored with its top at the right: a quarter turn clockwise makes it upright. */
    ROTATED_90(true, false, true),
    TRANSVERSED(true, true, true),
    ROTATED_270(true, true, false);

    private final boolean transposed;
    private final boolean columnsMirrored;
    private final boolean rowsMirrored;

    Orientation(boolean transposed, boolean columnsMirrored, boolean rowsMirrored) {
        this.transposed = transposed;
        this.columnsMirrored = columnsMirrored;
        this.rowsMirrored = rowsMirrored;
    }

    /** Returns the orientation of a value of the tag; upright if it is none of 1 to 8. */
    static Orientation of(int value) {
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }

    /** Returns how the image is stored, such as {@code "rotated 180"}. */
    String description() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns the size of the upright image. */
    ImageSize upright(ImageSize stored) {
        return transposed ? stored.transposed() : stored;
    }

    /** Returns where the upright pixel (x, y) lies in the stored image, as index of its rows one after the other. */
    int source(int x, int y, ImageSize stored) {
        int column = transposed ? y : x;
        int row = transposed ? x : y;
        column = columnsMirrored ? stored.width() - 1 - column : column;
        row = rowsMirrored ? stored.height() - 1 - row : row;
        return row * stored.width() + column;
    }
}
