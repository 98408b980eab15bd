// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;

/**
 * A part of an image.
 *
 * @param x its first column
 * @param y its first row
 * @param width number of columns
 * @param height number of rows
 */
public record Rectangle(int x, int y, int width, int height) {
    /**
     * Returns the largest rectangle within an area; of several, the first by its last row, then by its last column. Its size is 0 x 0
     * if the area is empty.
     */
    public static Rectangle largestWithin(ValidArea area) {
        Rectangle best = new Rectangle(0, 0, 0, 0);
        int width = area.width();
        int[] runs = new int[width + 1]; // valid pixels that end at this row; the last entry stays 0
        int[] lefts = new int[width + 1];
        for (int y = 0; y < area.height(); y++) {
            for (int x = 0; x < width; x++) {
                runs[x] = area.at(x, y) ? runs[x] + 1 : 0;
            }
            // The columns whose runs rise from left to right, each with how far left its run reaches.
            int count = 0;
            int[] rising = new int[width + 1];
            for (int x = 0; x <= width; x++) {
                int left = x;
                while (count > 0 && runs[rising[count - 1]] >= runs[x]) {
                    int column = rising[--count];
                    left = lefts[column];
                    if ((long) runs[column] * (x - left) > (long) best.width * best.height) {
                        best = new Rectangle(left, y - runs[column] + 1, x - left, runs[column]);
                    }
                }
                lefts[x] = left;
                rising[count++] = x;
            }
        }
        return best;
    }

    /** Returns this part of an image. */
    public Image of(Image image) {
        return image instanceof ColorImage color
                ? new ColorImage(part(color.red()), part(color.green()), part(color.blue()))
                : part(image.luminance());
    }

    private Plane part(Plane plane) {
        float[] samples = new float[Math.multiplyExact(width, height)];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                samples[row * width + column] = plane.at(x + column, y + row);
            }
        }
        return Plane.wrap(width, height, samples);
    }
}
