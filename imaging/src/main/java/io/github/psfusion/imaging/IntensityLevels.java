// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

/**
 * The bounds of an intensity window: the level that becomes 0 and the level that becomes 1. Levels between them are mapped linearly,
 * levels outside are clipped.
 *
 * @param depth depth of the images
 * @param low level that becomes 0
 * @param high level that becomes 1, at least {@code low}; if both are equal, only levels above them become 1
 */
public record IntensityLevels(BitDepth depth, int low, int high) {
    /** Checks that the levels are in order. */
    public IntensityLevels {
        if (low < 0 || high < low || high > depth.max()) {
            throw new IllegalArgumentException(
                    "levels " + low + " to " + high + " are not in ascending order within 0 to " + depth.max());
        }
    }

    /** Returns the window of all levels, which changes nothing. */
    static IntensityLevels unchanged(BitDepth depth) {
        return new IntensityLevels(depth, 0, depth.max());
    }

    /** Returns whether this window changes nothing. */
    public boolean isUnchanged() {
        return low == 0 && high == depth.max();
    }

    /** Returns an image of this depth under this window, each channel alike; the image itself where nothing changes. */
    public Image apply(Image image) {
        return image instanceof ColorImage color && !isUnchanged()
                ? new ColorImage(apply(color.red()), apply(color.green()), apply(color.blue()))
                : image instanceof Plane plane ? apply(plane) : image;
    }

    /** Returns a plane of this depth under this window; the plane itself where nothing changes. */
    public Plane apply(Plane plane) {
        if (isUnchanged()) {
            return plane;
        }
        float[] samples = plane.toArray();
        float span = Math.max(high - low, 1);
        for (int i = 0; i < samples.length; i++) {
            float level = samples[i] * depth.max();
            samples[i] = Math.min(Math.max((level - low) / span, 0f), 1f);
        }
        return Plane.wrap(plane.width(), plane.height(), samples);
    }
}
