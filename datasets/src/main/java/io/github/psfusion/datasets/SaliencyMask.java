// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import java.util.Arrays;

/**
 * An estimate of the salient targets of an infrared image, for pairs that have neither labels nor masks: compact regions that
 * are much brighter than their surroundings, as warm persons and vehicles are.
 *
 * <p>With {@code g} the 3 x 3 mean of the image and {@code b} its mean over large windows (a box of {@code 2 r + 1} pixels applied
 * twice, {@code r = min(W, H) / 8}, both cut off at the borders), the contrast is {@code d = g - b}. With {@code m} the median of d
 * and {@code s = 1.4826 median |d - m|}, the standard deviation of normally distributed values estimated from the median
 * absolute deviation, and {@code t = max(20 s, 0.2)}, a candidate is a component (8 neighbors) of
 * {@code d > m + 0.4 t} that reaches {@code d > m + t}. It is a target if
 *
 * <ul>
 *   <li>its area is at least 0.02 % of the image and 16 pixels, and at most 6 % of the image;
 *   <li>its bounding box is at most 1.5 times as wide as high and 3.5 times as high as wide, and filled to 40 % or more;
 *   <li>its mean of g is at least 0.15 above that of a frame around its bounding box;
 *   <li>it does not touch the upper border, and its center is below the upper fifth of the image, where sky, roofs and lamps
 *       are.
 * </ul>
 *
 * <p>The rules are this project's; their numbers were chosen on training pairs of MSRS for precision rather than recall, because a
 * false target forces infrared intensity on the fused image. Where the background itself has strong contrasts, as in images of
 * RoadScene, nothing is found. The figures are in {@code docs/reference/training-trials.md}.
 */
public final class SaliencyMask {
    private static final int BACKGROUND_SHARE = 8;
    private static final double MAD_TO_DEVIATION = 1.4826;
    private static final double DEVIATIONS = 20;
    private static final double LEAST_CONTRAST = 0.2;
    private static final double GROWTH = 0.4;

    private static final double SMALLEST_SHARE = 0.0002;
    private static final int SMALLEST_AREA = 16;
    private static final double LARGEST_SHARE = 0.06;
    private static final double WIDEST = 1.5;
    private static final double TALLEST = 3.5;
    private static final double LEAST_FILLED = 0.4;
    private static final int NARROWEST_FRAME = 3;
    private static final double LEAST_FRAME_CONTRAST = 0.15;
    private static final double UPPER_SHARE = 0.2;

    private final int width;
    private final int height;
    private final double[] smooth;
    private final double[] contrast;

    private SaliencyMask(Plane infrared) {
        width = infrared.width();
        height = infrared.height();
        float[] samples = infrared.toArray();
        double[] values = new double[samples.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples[i];
        }
        smooth = mean(values, 1);
        int radius = Math.max(Math.min(width, height) / BACKGROUND_SHARE, 1);
        double[] background = mean(mean(smooth, radius), radius);
        contrast = new double[values.length];
        for (int i = 0; i < contrast.length; i++) {
            contrast[i] = smooth[i] - background[i];
        }
    }

    /**
     * Estimates the targets.
     *
     * @param infrared samples in 0 .. 1, hot is bright
     * @return 1 in targets, 0 elsewhere; 0 everywhere in an image without compact bright regions, such as a constant one
     */
    public static LabelMap of(Plane infrared) {
        SaliencyMask saliency = new SaliencyMask(infrared);
        return LabelMap.of(infrared.width(), infrared.height(), saliency.targets());
    }

    /** Returns the mean over a window of {@code 2 radius + 1} by {@code 2 radius + 1} pixels, as far as it lies inside. */
    private double[] mean(double[] values, int radius) {
        int stride = width + 1;
        double[] sums = new double[stride * (height + 1)]; // of all values above and to the left
        for (int y = 0; y < height; y++) {
            double row = 0;
            for (int x = 0; x < width; x++) {
                row += values[y * width + x];
                sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row;
            }
        }
        double[] means = new double[values.length];
        for (int y = 0; y < height; y++) {
            int top = Math.max(y - radius, 0);
            int bottom = Math.min(y + radius + 1, height);
            for (int x = 0; x < width; x++) {
                int left = Math.max(x - radius, 0);
                int right = Math.min(x + radius + 1, width);
                double sum = sums[bottom * stride + right]
                        - sums[top * stride + right]
                        - sums[bottom * stride + left]
                        + sums[top * stride + left];
                means[y * width + x] = sum / ((bottom - top) * (right - left));
            }
        }
        return means;
    }

    private byte[] targets() {
        double median = median(contrast);
        double[] deviations = new double[contrast.length];
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = Math.abs(contrast[i] - median);
        }
        double threshold = Math.max(DEVIATIONS * MAD_TO_DEVIATION * median(deviations), LEAST_CONTRAST);
        boolean[] candidate = new boolean[contrast.length];
        for (int i = 0; i < candidate.length; i++) {
            candidate[i] = contrast[i] > median + GROWTH * threshold;
        }
        byte[] targets = new byte[contrast.length];
        int[] pixels = new int[contrast.length];
        for (int i = 0; i < candidate.length; i++) {
            if (candidate[i]) {
                int area = component(i, candidate, pixels);
                if (isTarget(pixels, area, median + threshold)) {
                    for (int k = 0; k < area; k++) {
                        targets[pixels[k]] = 1;
                    }
                }
            }
        }
        return targets;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Moves the component of a pixel from the candidates to a list, and returns its area. */
    private int component(int first, boolean[] candidate, int[] pixels) {
        int found = 1;
        pixels[0] = first;
        candidate[first] = false;
        for (int next = 0; next < found; next++) {
            int x = pixels[next] % width;
            int y = pixels[next] / width;
            for (int row = Math.max(y - 1, 0); row <= Math.min(y + 1, height - 1); row++) {
                for (int column = Math.max(x - 1, 0); column <= Math.min(x + 1, width - 1); column++) {
                    int neighbor = row * width + column;
                    if (candidate[neighbor]) {
                        candidate[neighbor] = false;
                        pixels[found++] = neighbor;
                    }
                }
            }
        }
        return found;
    }

    private boolean isTarget(int[] pixels, int area, double threshold) {
        double all = (double) width * height;
        if (area < Math.max(SMALLEST_SHARE * all, SMALLEST_AREA) || area > LARGEST_SHARE * all) {
            return false;
        }
        int left = width;
        int right = 0;
        int top = height;
        int bottom = 0;
        double highest = Double.NEGATIVE_INFINITY;
        double brightness = 0;
        double rows = 0;
        for (int k = 0; k < area; k++) {
            int x = pixels[k] % width;
            int y = pixels[k] / width;
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
            highest = Math.max(highest, contrast[pixels[k]]);
            brightness += smooth[pixels[k]];
            rows += y;
        }
        double wide = right - left + 1;
        double high = bottom - top + 1;
        return highest > threshold
                && top > 0
                && rows / area >= UPPER_SHARE * height
                && wide <= WIDEST * high
                && high <= TALLEST * wide
                && area >= LEAST_FILLED * wide * high
                && brightness / area >= frame(left, right, top, bottom) + LEAST_FRAME_CONTRAST;
    }

    /** Returns the mean brightness of a frame around a box, as far as it lies inside the image. */
    private double frame(int left, int right, int top, int bottom) {
        int thickness = Math.max(Math.min(right - left + 1, bottom - top + 1) / 4, NARROWEST_FRAME);
        double sum = 0;
        int count = 0;
        for (int y = Math.max(top - thickness, 0); y <= Math.min(bottom + thickness, height - 1); y++) {
            for (int x = Math.max(left - thickness, 0); x <= Math.min(right + thickness, width - 1); x++) {
                if (y < top || y > bottom || x < left || x > right) {
                    sum += smooth[y * width + x];
                    count++;
                }
            }
        }
        return sum / count; // there is a frame: the box has at most 6 % of the image at a filling of 40 % or more
    }
}
