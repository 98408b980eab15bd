// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.Plane;
import java.util.ArrayList;
import java.util.List;

/**
 * Mean and standard deviation of the channels of many images, by which the input of other networks is normalized. The deviation has
 * two definitions in use: that of all pixels, and the mean of the deviations of single images, which is smaller.
 */
public final class ChannelMoments {
    private final double[] sum;
    private final double[] squares;
    private final double[] deviations;
    private double pixels;
    private int images;

    /** Makes the statistics of so many channels, without an image yet. */
    public ChannelMoments(int channels) {
        sum = new double[channels];
        squares = new double[channels];
        deviations = new double[channels];
    }

    /**
     * Adds an image.
     *
     * @param planes its channels, of equal size
     */
    public void add(List<Plane> planes) {
        double count = 0;
        for (int c = 0; c < sum.length; c++) {
            double ofImage = 0;
            double squaresOfImage = 0;
            float[] values = planes.get(c).toArray();
            for (float value : values) {
                ofImage += value;
                squaresOfImage += (double) value * value;
            }
            count = values.length;
            sum[c] += ofImage;
            squares[c] += squaresOfImage;
            deviations[c] += deviation(ofImage, squaresOfImage, count);
        }
        pixels += count;
        images++;
    }

    private static double deviation(double sum, double squares, double count) {
        return Math.sqrt(Math.max(0, squares / count - sum / count * (sum / count)));
    }

    /** Returns the means of the channels, in [0, 1]; NaN without an image. */
    public List<Double> mean() {
        List<Double> mean = new ArrayList<>();
        for (double value : sum) {
            mean.add(value / pixels);
        }
        return List.copyOf(mean);
    }

    /** Returns the deviations of all pixels. */
    public List<Double> deviation() {
        List<Double> deviation = new ArrayList<>();
        for (int c = 0; c < sum.length; c++) {
            deviation.add(deviation(sum[c], squares[c], pixels));
        }
        return List.copyOf(deviation);
    }

    /** Returns the means of the deviations of single images. */
    public List<Double> meanOfDeviations() {
        List<Double> deviation = new ArrayList<>();
        for (double value : deviations) {
            deviation.add(value / images);
        }
        return List.copyOf(deviation);
    }
}
