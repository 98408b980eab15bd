// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

/**
 * An image of three planes of equal size.
 *
 * @param red red samples in [0, 1]
 * @param green green samples in [0, 1]
 * @param blue blue samples in [0, 1]
 */
public record ColorImage(Plane red, Plane green, Plane blue) implements Image {
    /** Checks that the sizes agree. */
    public ColorImage {
        if (red.width() != green.width()
                || red.width() != blue.width()
                || red.height() != green.height()
                || red.height() != blue.height()) {
            throw new IllegalArgumentException("planes of different sizes: " + red + ", " + green + ", " + blue);
        }
    }

    @Override
    public int width() {
        return red.width();
    }

    @Override
    public int height() {
        return red.height();
    }

    @Override
    public Plane luminance() {
        float[] r = red.toArray();
        float[] g = green.toArray();
        float[] b = blue.toArray();
        for (int i = 0; i < r.length; i++) {
            r[i] = Math.min(Math.max(0.299f * r[i] + 0.587f * g[i] + 0.114f * b[i], 0f), 1f);
        }
        return Plane.wrap(width(), height(), r);
    }

    @Override
    public ColorImage toColor() {
        return this;
    }
}
