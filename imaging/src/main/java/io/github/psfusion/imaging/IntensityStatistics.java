// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

import java.util.EnumMap;
import java.util.Map;

/**
 * Histograms of the levels of all images of one kind in a batch, one for each bit depth, and the intensity window that
 * follows from them. Not thread-safe.
 */
public final class IntensityStatistics {
    private static final double ROUNDING = 1e-6;

    private final IntensityWindow window;
    private final Map<BitDepth, long[]> counts = new EnumMap<>(BitDepth.class);

    IntensityStatistics(IntensityWindow window) {
        this.window = window;
    }

    /**
     * Counts the levels of one image; does nothing where the window does not depend on them.
     *
     * @param plane samples in [0, 1]
     */
    public void add(Plane plane, BitDepth depth) {
        if (!window.dependsOnImages(depth)) {
            return;
        }
        long[] count = counts.computeIfAbsent(depth, d -> new long[d.max() + 1]);
        for (float sample : plane.toArray()) {
            count[Math.min(Math.max(Math.round(sample * depth.max()), 0), depth.max())]++;
        }
    }

    /**
     * Counts the levels of one image, those of all its channels together.
     *
     * @param image samples in [0, 1]
     */
    public void add(Image image, BitDepth depth) {
        if (image instanceof ColorImage color) {
            add(color.red(), depth);
            add(color.green(), depth);
            add(color.blue(), depth);
        } else {
            add(image.luminance(), depth);
        }
    }

    /** Returns the counts of levels by depth; copies, as long as a depth has levels. */
    public Map<BitDepth, long[]> counts() {
        Map<BitDepth, long[]> copies = new EnumMap<>(BitDepth.class);
        counts.forEach((depth, count) -> copies.put(depth, count.clone()));
        return copies;
    }

    /**
     * Adds counts of levels, such as other processes made of other images.
     *
     * @throws IllegalArgumentException if a depth has another number of levels
     */
    public void add(Map<BitDepth, long[]> others) {
        others.forEach((depth, other) -> {
            long[] count = counts.computeIfAbsent(depth, d -> new long[d.max() + 1]);
            if (other.length != count.length) {
                throw new IllegalArgumentException(
                        other.length + " counts of levels for " + depth + "; expected " + count.length);
            }
            for (int level = 0; level < count.length; level++) {
                count[level] += other[level];
            }
        });
    }

    /** Returns the window for images of this depth; that of all levels, which changes nothing, if no image was added. */
    public IntensityLevels levels(BitDepth depth) {
        if (window instanceof IntensityWindow.Full) {
            return IntensityLevels.unchanged(depth);
        }
        if (window instanceof IntensityWindow.Fixed fixed) {
            int high = Math.min(fixed.high(), depth.max());
            return new IntensityLevels(depth, Math.min(fixed.low(), high), high);
        }
        long[] count = counts.get(depth);
        if (count == null) {
            return IntensityLevels.unchanged(depth);
        }
        double low = 0;
        double high = IntensityWindow.MAX_PERCENT;
        if (window instanceof IntensityWindow.Percentiles percentiles) {
            low = percentiles.low();
            high = percentiles.high();
        } else if (window instanceof IntensityWindow.Automatic) {
            low = IntensityWindow.Automatic.LOW;
            high = IntensityWindow.Automatic.HIGH;
        }
        return new IntensityLevels(depth, percentile(count, low), percentile(count, high));
    }

    /** Returns the lowest level such that this share of all pixels lies at or below it, at least one pixel. */
    private static int percentile(long[] count, double percent) {
        long total = 0;
        for (long n : count) {
            total += n;
        }
        // Without the tolerance, 99.9 % of 2000 could become one pixel more by the rounding of binary fractions.
        double wanted = Math.max(Math.ceil(percent * total / IntensityWindow.MAX_PERCENT - ROUNDING), 1);
        long below = 0;
        for (int level = 0; level < count.length; level++) {
            below += count[level];
            if (below >= wanted) {
                return level;
            }
        }
        return count.length - 1;
    }
}
