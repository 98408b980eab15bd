// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** What the lenses of both cameras pass on, before their own blur and noise; row by row. */
final class Exposure {
    final int width;
    final int height;
    /** Red, green and blue radiance of each pixel. */
    final float[][] light;
    /** Apparent temperature of each pixel, in degrees Celsius. */
    final float[] temperature;

    Exposure(int width, int height) {
        this.width = width;
        this.height = height;
        light = new float[3][width * height];
        temperature = new float[width * height];
    }
}
