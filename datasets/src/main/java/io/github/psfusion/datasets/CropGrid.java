// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import java.util.ArrayList;
import java.util.List;

/** The windows into which an image is cut. */
final class CropGrid {
    /** A window that lies inside its image. */
    record Window(int x, int y, int width, int height) {
        Image cut(Image image) {
            if (image instanceof ColorImage color) {
                return new ColorImage(cut(color.red()), cut(color.green()), cut(color.blue()));
            }
            return cut((Plane) image);
        }

        LabelMap cut(LabelMap map) {
            byte[] classes = map.toArray();
            byte[] inside = new byte[Math.multiplyExact(width, height)];
            for (int row = 0; row < height; row++) {
                System.arraycopy(classes, (y + row) * map.width() + x, inside, row * width, width);
            }
            return LabelMap.of(width, height, inside);
        }

        private Plane cut(Plane plane) {
            float[] samples = plane.toArray();
            float[] inside = new float[Math.multiplyExact(width, height)];
            for (int row = 0; row < height; row++) {
                System.arraycopy(samples, (y + row) * plane.width() + x, inside, row * width, width);
            }
            return Plane.wrap(width, height, inside);
        }
    }

    private CropGrid() {}

    /** Returns the windows row by row; see {@link Reshaping.Crop}. */
    static List<Window> windows(int width, int height, Reshaping.Crop crop) {
        int windowWidth = Math.min(width, crop.width());
        int windowHeight = Math.min(height, crop.height());
        List<Window> windows = new ArrayList<>();
        for (int y : starts(height - windowHeight, crop.stride())) {
            for (int x : starts(width - windowWidth, crop.stride())) {
                windows.add(new Window(x, y, windowWidth, windowHeight));
            }
        }
        return windows;
    }

    /** Returns 0, stride, 2 stride ... and the last possible start, so that the border is covered. */
    private static List<Integer> starts(int last, int stride) {
        List<Integer> starts = new ArrayList<>();
        for (long start = 0; start < last; start += stride) {
            starts.add((int) start);
        }
        starts.add(last);
        return starts;
    }
}
