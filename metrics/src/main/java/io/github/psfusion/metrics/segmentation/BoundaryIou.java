// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.segmentation;

import io.github.psfusion.imaging.LabelMap;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * IoU of the boundaries of classes (Cheng et al., "Boundary IoU", 2021), over any number of images: it sees outlines that the IoU of
 * large regions hides. The boundary of a class are its pixels within {@code d} pixels, along rows, columns and diagonals, of a pixel
 * of another class or of the outside of the image. Pixels without a known true class are another class for the boundary and do not
 * count themselves. Not thread-safe.
 */
public final class BoundaryIou {
    /** The width of a boundary in the paper, as a share of the diagonal of the image. */
    private static final double SHARE = 0.02;

    private final int classes;
    private final OptionalInt fixed;
    private final long[] truths;
    private final long[] predictions;
    private final long[] both;

    private BoundaryIou(int classes, OptionalInt fixed) {
        this.classes = classes;
        this.fixed = fixed;
        truths = new long[classes];
        predictions = new long[classes];
        both = new long[classes];
    }

    /** Makes an empty score with boundaries as wide as 2 % of the diagonal, as published: rounded half to even, at least 1. */
    public static BoundaryIou ofDiagonal(int classes) {
        return new BoundaryIou(classes, OptionalInt.empty());
    }

    /** Makes an empty score with boundaries of this width in pixels, at least 1. */
    public static BoundaryIou ofWidth(int classes, int width) {
        if (width < 1) {
            throw new IllegalArgumentException("a boundary of " + width + " pixels; expected at least 1");
        }
        return new BoundaryIou(classes, OptionalInt.of(width));
    }

    /** Returns the width of the boundary in an image of this size. */
    public int width(int columns, int rows) {
        return fixed.orElseGet(() ->
                Math.max(1, (int) Math.rint(SHARE * Math.sqrt((double) columns * columns + (double) rows * rows))));
    }

    /** Adds an image; both maps have one size. */
    public void add(LabelMap truth, LabelMap prediction) {
        int width = width(truth.width(), truth.height());
        byte[] actual = truth.toArray();
        byte[] predicted = prediction.toArray();
        boolean[] trueInterior = interior(actual, truth.width(), truth.height(), width);
        boolean[] predictedInterior = interior(predicted, truth.width(), truth.height(), width);
        for (int i = 0; i < actual.length; i++) {
            int t = actual[i] & 0xFF;
            int p = predicted[i] & 0xFF;
            if (t >= classes) {
                continue;
            }
            if (!trueInterior[i]) {
                truths[t]++;
            }
            if (!predictedInterior[i] && p < classes) {
                predictions[p]++;
                both[p] += t == p && !trueInterior[i] ? 1 : 0;
            }
        }
    }

    /** Adds all images of another score. */
    public void add(BoundaryIou other) {
        for (int c = 0; c < classes; c++) {
            truths[c] += other.truths[c];
            predictions[c] += other.predictions[c];
            both[c] += other.both[c];
        }
    }

    /** Returns whether the square of {@code 2 d + 1} pixels around each pixel lies in the image and in the pixel's class. */
    private static boolean[] interior(byte[] labels, int width, int height, int d) {
        boolean[] row = new boolean[labels.length]; // the pixels d to the left and d to the right are of the class
        for (int y = 0; y < height; y++) {
            int start = y * width;
            for (int from = 0; from < width; ) {
                int to = from + 1;
                while (to < width && labels[start + to] == labels[start + from]) {
                    to++;
                }
                for (int x = from + d; x < to - d; x++) {
                    row[start + x] = true;
                }
                from = to;
            }
        }
        boolean[] interior = new boolean[labels.length];
        for (int x = 0; x < width; x++) {
            for (int from = 0; from < height; ) {
                int first = from * width + x;
                int to = from + 1;
                while (to < height && row[first] && row[to * width + x] && labels[to * width + x] == labels[first]) {
                    to++;
                }
                for (int y = from + d; row[first] && y < to - d; y++) {
                    interior[y * width + x] = true;
                }
                from = to;
            }
        }
        return interior;
    }

    /** Returns the pixels of the boundaries of each class. */
    public ClassCounts counts() {
        return new ClassCounts(list(both), list(truths), list(predictions));
    }

    private static List<Long> list(long[] values) {
        List<Long> list = new ArrayList<>();
        for (long value : values) {
            list.add(value);
        }
        return list;
    }

    /** Returns the IoU of a class; empty for one without a boundary, true or predicted. */
    public OptionalDouble iou(int index) {
        return counts().iou(index);
    }

    /** Returns the mean over the classes that have a value. */
    public OptionalDouble mean() {
        ClassCounts counts = counts();
        List<Double> values = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            counts.iou(c).ifPresent(values::add);
        }
        return values.stream().mapToDouble(Double::doubleValue).average();
    }
}
