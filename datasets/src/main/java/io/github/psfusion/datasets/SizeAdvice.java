// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.codec.ImageSize;
import java.util.Locale;

/** What to do about two images of a pair whose sizes differ: resizing helps only where both show the same field of view. */
public final class SizeAdvice {
    /** Cameras round one side of an image to whole pixels or blocks. */
    private static final double SAME_ASPECT = 0.02;

    private SizeAdvice() {}

    /** Returns whether one size is the other, larger or smaller, up to rounding. */
    public static boolean isSameAspect(ImageSize size, ImageSize other) {
        return Math.abs(aspect(size) / aspect(other) - 1) <= SAME_ASPECT;
    }

    private static double aspect(ImageSize size) {
        return (double) size.width() / size.height();
    }

    /** Returns both aspect ratios, such as {@code "aspect ratios differ (1.25, 1.78)"}. */
    public static String difference(ImageSize size, ImageSize other) {
        return String.format(Locale.ROOT, "aspect ratios differ (%.2f, %.2f)", aspect(size), aspect(other));
    }

    /**
     * Returns a sentence or two.
     *
     * @param turnedApart whether only one image was turned by its EXIF orientation
     */
    public static String of(ImageSize size, ImageSize other, boolean turnedApart) {
        String general = "Pairs must be registered and of equal size";
        if (size.width() == other.height() && size.height() == other.width()) {
            return general + "; one of both lies on its side"
                    + (turnedApart ? ", since only one has an EXIF orientation. Remove or correct it." : ". Turn it.");
        }
        String remedy = "`psfusion align`, or --align auto, registers them.";
        if (isSameAspect(size, other)) {
            return general + ": " + remedy
                    + " If they are registered but for their size, `psfusion dataset prepare --resize`"
                    + " brings them to one size.";
        }
        return general + ". Their " + difference(size, other) + ", so resizing would not register them; " + remedy;
    }
}
