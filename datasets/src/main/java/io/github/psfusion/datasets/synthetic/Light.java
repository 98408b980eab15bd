// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** A sum of light in red, green and blue; changed in place, because millions of them are needed. */
final class Light {
    double red;
    double green;
    double blue;

    void clear() {
        red = 0;
        green = 0;
        blue = 0;
    }

    void add(Colour colour, double factor) {
        red += colour.red() * factor;
        green += colour.green() * factor;
        blue += colour.blue() * factor;
    }

    void add(Light other) {
        red += other.red;
        green += other.green;
        blue += other.blue;
    }

    void filter(Colour share, double factor) {
        red *= share.red() * factor;
        green *= share.green() * factor;
        blue *= share.blue() * factor;
    }

    /** Moves this light towards a colour, {@code share} in [0, 1]. */
    void mix(Colour colour, double share) {
        red += (colour.red() - red) * share;
        green += (colour.green() - green) * share;
        blue += (colour.blue() - blue) * share;
    }
}
