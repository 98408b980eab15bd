// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * IoU of each image before any mean (Wang et al., "Revisiting evaluation metrics for semantic segmentation", 2023): small objects and
 * bad images weigh more than in the IoU of a whole set. In an image only the classes of its labels have a value; a class that is
 * only predicted there costs the others.
 */
public final class PerImageIou {
    /** A share of all images, in percent. */
    public static final int ALL = 100;

    /** By image, by class; NaN where the labels of the image lack the class. */
    private final double[][] iou;

    private final int classes;

    private PerImageIou(double[][] iou, int classes) {
        this.iou = iou;
        this.classes = classes;
    }

    /** Computes the IoU of each image. */
    public static PerImageIou of(List<ClassCounts> images) {
        int classes = images.stream().mapToInt(ClassCounts::classes).max().orElse(0);
        double[][] iou = new double[images.size()][classes];
        for (int i = 0; i < iou.length; i++) {
            for (int c = 0; c < classes; c++) {
                boolean present = images.get(i).truth().get(c) > 0;
                iou[i][c] = present ? images.get(i).iou(c).orElseThrow() : Double.NaN;
            }
        }
        return new PerImageIou(iou, classes);
    }

    /** Returns in how many images the labels have a class. */
    public int images(int index) {
        return (int)
                Arrays.stream(iou).filter(image -> !Double.isNaN(image[index])).count();
    }

    /** Returns the mean over the classes of an image; empty if no pixel of it counts. */
    public OptionalDouble ofImage(int image) {
        return Arrays.stream(iou[image]).filter(value -> !Double.isNaN(value)).average();
    }

    /**
     * Returns the mean over images of the mean over classes, {@code mIoU_I}.
     *
     * @param percent share of the worst images, 1 to 100: {@code max(1, floor(percent / 100 n))} of n
     */
    public OptionalDouble meanOverImages(int percent) {
        return worst(
                Arrays.stream(iou)
                        .map(image -> Arrays.stream(image)
                                .filter(value -> !Double.isNaN(value))
                                .average())
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble),
                percent);
    }

    /**
     * Returns the mean over classes of the mean over the images that have the class, {@code mIoU_C}.
     *
     * @param percent share of the worst images of each class
     */
    public OptionalDouble meanOverClasses(int percent) {
        List<Double> means = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            meanOfClass(c, percent).ifPresent(means::add);
        }
        return means.stream().mapToDouble(Double::doubleValue).average();
    }

    /** Returns the mean of a class over the worst of the images that have it. */
    public OptionalDouble meanOfClass(int index, int percent) {
        return worst(
                Arrays.stream(iou).mapToDouble(image -> image[index]).filter(value -> !Double.isNaN(value)), percent);
    }

    private static OptionalDouble worst(DoubleStream values, int percent) {
        double[] sorted = values.sorted().toArray();
        int share = Math.max(1, (int) Math.floor(percent / 100.0 * sorted.length));
        return Arrays.stream(sorted).limit(share).average();
    }
}
