// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.alignment;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.IntensityStatistics;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.geometry.Resampling;
import io.github.psfusion.registration.AlignedPair;

/**
 * A view of two images in one: tiles show the infrared and the visible image in turn, so that an edge of the scene breaks where tiles
 * meet if the images do not lie on each other.
 */
final class Checkerboard {
    /** Number of tiles along the long side. */
    private static final int TILES = 10;
    /** Longer views are reduced. */
    private static final int MAX_SIDE = 1000;

    private static final IntensityWindow WINDOW = IntensityWindow.parse("percentiles:1,99");

    private Checkerboard() {}

    /** Returns the view of a pair, reduced to a long side of at most {@value #MAX_SIDE} pixels. */
    static ColorImage of(AlignedPair pair) {
        int longSide = Math.max(pair.visible().width(), pair.visible().height());
        double factor = Math.min(1, (double) MAX_SIDE / longSide);
        int width = Math.max((int) Math.round(pair.visible().width() * factor), 1);
        int height = Math.max((int) Math.round(pair.visible().height() * factor), 1);
        ColorImage visible = color(spread(pair.visible()));
        Plane infrared = reduced(spread(pair.infrared()).luminance(), width, height);
        int tile = Math.max(Math.max(width, height) / TILES, 1);
        return new ColorImage(
                mixed(infrared, reduced(visible.red(), width, height), tile),
                mixed(infrared, reduced(visible.green(), width, height), tile),
                mixed(infrared, reduced(visible.blue(), width, height), tile));
    }

    /** Night images are too dark to see edges in. */
    private static Image spread(Image image) {
        IntensityStatistics levels = WINDOW.statistics();
        levels.add(image, BitDepth.BITS_16);
        return levels.levels(BitDepth.BITS_16).apply(image);
    }

    private static ColorImage color(Image image) {
        return image instanceof ColorImage color
                ? color
                : new ColorImage(image.luminance(), image.luminance(), image.luminance());
    }

    private static Plane reduced(Plane plane, int width, int height) {
        return plane.width() == width && plane.height() == height ? plane : Resampling.area(plane, width, height);
    }

    private static Plane mixed(Plane infrared, Plane visible, int tile) {
        int width = infrared.width();
        float[] samples = infrared.toArray();
        float[] other = visible.toArray();
        for (int y = 0; y < infrared.height(); y++) {
            for (int x = 0; x < width; x++) {
                boolean even = (Math.floorDiv(x, tile) + Math.floorDiv(y, tile)) % 2 == 0;
                samples[y * width + x] = even ? other[y * width + x] : samples[y * width + x];
            }
        }
        return Plane.wrap(width, infrared.height(), samples);
    }
}
