// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.metrics.CachedFeature;
import io.github.psfusion.metrics.CachedImage;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;

/**
 * The share of the pixels at which the fused image leaves the range of its two sources: with {@code m(X)} the mean of X over a
 * window of 5 x 5,
 *
 * <pre>
 * Darker   = share of the windows with m(F) &lt; min(m(A), m(B)) - 10
 * Brighter = share of the windows with m(F) &gt; max(m(A), m(B)) + 10
 * </pre>
 *
 * <p>0 to 1, lower is better; only windows that lie wholly inside, undefined below 5 pixels a side; the same under all
 * protocols. Other metrics do not notice when a method darkens or brightens a whole scene: a contrast that no camera recorded
 * even raises SD. The mean leaves sharpened edges and single pixels out. Computed exactly, on sums of integers. The definition
 * is this project's.
 */
public final class BeyondSources extends StatedMetric {
    private static final int SIDE = 5;

    /** Gray levels by which a mean must leave the range. */
    private static final int MARGIN = 10;

    private static final int MARGIN_OF_SUMS = MARGIN * SIDE * SIDE;

    private static final CachedFeature<CachedImage, int[]> WINDOW_SUMS = image ->
            windowSums(image.array(), image.levels().width(), image.levels().height());

    private final Kind kind;

    /** Which end of the range. */
    public enum Kind {
        /** Below both sources. */
        DARKER(
                "Darker",
                "share of pixels darker than both sources",
                "share of m(F) < min(m(A), m(B)) - 10, m over 5 x 5"),
        /** Above both sources. */
        BRIGHTER(
                "Brighter",
                "share of pixels brighter than both sources",
                "share of m(F) > max(m(A), m(B)) + 10, m over 5 x 5");

        private final String key;
        private final String title;
        private final String formula;

        Kind(String key, String title, String formula) {
            this.key = key;
            this.title = title;
            this.formula = formula;
        }
    }

    /** Makes one of the two metrics. */
    public BeyondSources(Kind kind) {
        super(
                new MetricDescription(
                        kind.key, kind.title, Direction.LOWER_IS_BETTER, 0, 1, SIDE, kind.formula, "PSFusion for Java"),
                Protocol.LEGACY,
                Protocol.AUTHORS_2022);
        this.kind = kind;
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        int[] a = images.a().feature(WINDOW_SUMS);
        int[] b = images.b().feature(WINDOW_SUMS);
        int[] f = images.f().feature(WINDOW_SUMS);
        int outside = 0;
        for (int i = 0; i < f.length; i++) {
            boolean leaves = kind == Kind.DARKER
                    ? f[i] < Math.min(a[i], b[i]) - MARGIN_OF_SUMS
                    : f[i] > Math.max(a[i], b[i]) + MARGIN_OF_SUMS;
            outside += leaves ? 1 : 0;
        }
        return MetricValue.of((double) outside / f.length);
    }

    /** Returns the sums of the windows inside the image, row by row. */
    private static int[] windowSums(byte[] levels, int width, int height) {
        int columns = width - SIDE + 1;
        int[] sums = new int[columns * (height - SIDE + 1)];
        int[] below = new int[width]; // of each column, over the rows of the window
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                below[x] += levels[y * width + x] & 0xFF;
                below[x] -= y < SIDE ? 0 : levels[(y - SIDE) * width + x] & 0xFF;
            }
            if (y >= SIDE - 1) {
                int sum = 0;
                for (int x = 0; x < width; x++) {
                    sum += below[x] - (x < SIDE ? 0 : below[x - SIDE]);
                    if (x >= SIDE - 1) {
                        sums[(y - SIDE + 1) * columns + x - SIDE + 1] = sum;
                    }
                }
            }
        }
        return sums;
    }
}
