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

    void add(Color color, double factor) {
        red += color.red() * factor;
        green += color.green() * factor;
        blue += color.blue() * factor;
    }

    void add(Light other) {
        red += other.red;
        green += other.green;
        blue += other.blue;
    }

    void filter(Color share, double factor) {
        red *= share.red() * factor;
        green *= share.green() * factor;
        blue *= share.blue() * factor;
    }

    /** Moves this light towards a color, {@code share} in [0, 1]. */
    void mix(Color color, double share) {
        red += (color.red() - red) * share;
        green += (color.green() - green) * share;
        blue += (color.blue() - blue) * share;
    }
}
