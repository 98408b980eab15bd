// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** Linear light or reflectance in red, green and blue; 0 is black, a white sheet reflects about 0.9. */
record Colour(double red, double green, double blue) {
    static final Colour BLACK = new Colour(0, 0, 0);

    static Colour grey(double value) {
        return new Colour(value, value, value);
    }

    /** Returns the linear colour of a display colour {@code 0xRRGGBB} (sRGB, IEC 61966-2-1). */
    static Colour ofDisplay(int rgb) {
        return new Colour(
                ToneCurve.linear((rgb >> 16 & 0xFF) / 255.0),
                ToneCurve.linear((rgb >> 8 & 0xFF) / 255.0),
                ToneCurve.linear((rgb & 0xFF) / 255.0));
    }

    Colour times(double factor) {
        return new Colour(red * factor, green * factor, blue * factor);
    }

    Colour times(Colour filter) {
        return new Colour(red * filter.red, green * filter.green, blue * filter.blue);
    }

    /** Returns this colour moved towards another, {@code share} in [0, 1]. */
    Colour mixed(Colour other, double share) {
        return new Colour(
                red + (other.red - red) * share,
                green + (other.green - green) * share,
                blue + (other.blue - blue) * share);
    }

    boolean isBlack() {
        return red == 0 && green == 0 && blue == 0;
    }
}
