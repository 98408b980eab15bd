// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.imaging.numeric.SeparableFilter;
import io.github.psfusion.metrics.CachedFeature;
import io.github.psfusion.metrics.CachedImage;
import io.github.psfusion.metrics.numeric.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * The four scales at which visual information is measured: windows of 17, 9, 5 and 3 taps with a deviation of a fifth of it;
 * from the second scale on the image is first filtered with the window, and every second row and column kept.
 */
final class FidelityScales {
    /** Number of scales. */
    static final int COUNT = 4;

    /** Side below which not even the first scale has a window. */
    static final int SMALLEST_SIDE = 17;

    /** Side from which all four scales have a window. */
    static final int SIDE_OF_ALL = 41;

    /** The constant of the published programs: variances below are none, and divisors are raised by it. */
    static final double EPSILON = 1e-10;

    private static final SeparableFilter[] WINDOWS = {window(17), window(9), window(5), window(3)};

    private static final CachedFeature<CachedImage, List<Moments>> SCALES = image -> {
        List<Moments> scales = new ArrayList<>();
        DoubleImage scaled = image.samples();
        for (SeparableFilter window : WINDOWS) {
            if (!scales.isEmpty()) {
                scaled = window.validEverySecond(scaled);
            }
            if (Math.min(scaled.width(), scaled.height()) < window.size()) {
                break;
            }
            Moments moments = Moments.of(window, scaled);
            clearBelow(moments.variance(), EPSILON);
            scales.add(moments);
        }
        return List.copyOf(scales);
    };

    private FidelityScales() {}

    /**
     * Returns the moments of an image at all scales that have a window, at most {@link #COUNT}; variances below
     * {@link #EPSILON}, which are rounding noise, are 0.
     */
    static List<Moments> of(CachedImage image) {
        return image.feature(SCALES);
    }

    /** Sets small and negative values to 0 in place. */
    static void clearBelow(DoubleImage variance, double limit) {
        double[] values = variance.values();
        for (int i = 0; i < values.length; i++) {
            if (values[i] < limit) {
                values[i] = 0;
            }
        }
    }

    private static SeparableFilter window(int size) {
        return SeparableFilter.gaussian(size, size / 5.0);
    }
}
