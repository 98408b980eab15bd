// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.Plane;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Simple figures of contrast and sharpness, of the 8-bit levels {@code round(255 v)}; larger usually means more is to be
 * seen, but noise raises them too.
 *
 * @param entropy in bits: {@code - sum p log2 p} over the levels that occur
 * @param deviation standard deviation of the levels
 * @param frequency spatial frequency: root of the mean squares of horizontal plus vertical differences of the levels
 */
public record PictureFigures(double entropy, double deviation, double frequency) {
    private static final int LEVELS = 256;

    /** Returns the figures of a picture; the spatial frequency of a picture of one pixel is 0. */
    public static PictureFigures of(Plane picture) {
        int width = picture.width();
        int height = picture.height();
        float[] samples = picture.toArray();
        int[] levels = new int[samples.length];
        long[] counts = new long[LEVELS];
        double sum = 0;
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.round(Math.min(Math.max(samples[i], 0f), 1f) * (LEVELS - 1));
            counts[levels[i]]++;
            sum += levels[i];
        }
        double mean = sum / levels.length;
        double entropy = 0;
        double squares = 0;
        for (int level = 0; level < LEVELS; level++) {
            if (counts[level] > 0) {
                double p = counts[level] / (double) levels.length;
                entropy -= p * Math.log(p) / Math.log(2);
                squares += p * (level - mean) * (level - mean);
            }
        }
        double rows = meanSquare(levels, width, height, 1, 0);
        double columns = meanSquare(levels, width, height, 0, 1);
        return new PictureFigures(entropy, Math.sqrt(squares), Math.sqrt(rows + columns));
    }

    private static double meanSquare(int[] levels, int width, int height, int dx, int dy) {
        double sum = 0;
        for (int y = dy; y < height; y++) {
            for (int x = dx; x < width; x++) {
                double difference = levels[y * width + x] - levels[(y - dy) * width + x - dx];
                sum += difference * difference;
            }
        }
        return sum / Math.max(1, (long) (width - dx) * (height - dy));
    }

    /** Returns the mean of each figure. */
    static PictureFigures mean(List<PictureFigures> all) {
        return new PictureFigures(
                mean(all, PictureFigures::entropy),
                mean(all, PictureFigures::deviation),
                mean(all, PictureFigures::frequency));
    }

    private static double mean(List<PictureFigures> all, ToDoubleFunction<PictureFigures> figure) {
        return all.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
