// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** Linear light or reflectance in red, green and blue; 0 is black, a white sheet reflects about 0.9. */
record Color(double red, double green, double blue) {
    static final Color BLACK = new Color(0, 0, 0);

    static Color gray(double value) {
        return new Color(value, value, value);
    }

    /** Returns the linear color of a display color {@code 0xRRGGBB} (sRGB, IEC 61966-2-1). */
    static Color ofDisplay(int rgb) {
        return new Color(
                ToneCurve.linear((rgb >> 16 & 0xFF) / 255.0),
                ToneCurve.linear((rgb >> 8 & 0xFF) / 255.0),
                ToneCurve.linear((rgb & 0xFF) / 255.0));
    }

    Color times(double factor) {
        return new Color(red * factor, green * factor, blue * factor);
    }

    Color times(Color filter) {
        return new Color(red * filter.red, green * filter.green, blue * filter.blue);
    }

    /** Returns this color moved towards another, {@code share} in [0, 1]. */
    Color mixed(Color other, double share) {
        return new Color(
                red + (other.red - red) * share,
                green + (other.green - green) * share,
                blue + (other.blue - blue) * share);
    }

    boolean isBlack() {
        return red == 0 && green == 0 && blue == 0;
    }
}
