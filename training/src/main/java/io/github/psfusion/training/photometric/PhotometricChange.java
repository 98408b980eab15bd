// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.photometric;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import java.util.List;
import java.util.function.UnaryOperator;

/** A change of the samples of an image, with its parameters; pixels keep their places. */
public sealed interface PhotometricChange
        permits Gamma, GainOffset, Grayscale, Inversion, GaussianBlur, SensorNoise, JpegCompression {
    /**
     * Changes an image.
     *
     * @param image samples in [0, 1]
     * @return an image of the same kind and size, samples in [0, 1]
     */
    Image apply(Image image);

    /** Applies an operation to each plane of an image. */
    static Image eachPlane(Image image, UnaryOperator<Plane> operation) {
        return image instanceof ColorImage color
                ? new ColorImage(
                        operation.apply(color.red()), operation.apply(color.green()), operation.apply(color.blue()))
                : operation.apply(image.luminance());
    }

    /** Returns the planes of an image, one or three. */
    static List<Plane> planes(Image image) {
        return image instanceof ColorImage color
                ? List.of(color.red(), color.green(), color.blue())
                : List.of(image.luminance());
    }

    /** Returns the mean of all samples of an image. */
    static double mean(Image image) {
        double sum = 0;
        List<Plane> planes = planes(image);
        for (Plane plane : planes) {
            for (float sample : plane.toArray()) {
                sum += sample;
            }
        }
        return sum / ((double) planes.size() * image.width() * image.height());
    }

    /** A function of single samples. */
    @FunctionalInterface
    interface SampleFunction {
        float of(float sample);
    }

    /** Applies a function to each sample and clips the results to [0, 1]. */
    static Image eachSample(Image image, SampleFunction function) {
        return eachPlane(image, plane -> {
            float[] samples = plane.toArray();
            for (int i = 0; i < samples.length; i++) {
                samples[i] = Math.min(Math.max(function.of(samples[i]), 0), 1);
            }
            return Plane.wrap(plane.width(), plane.height(), samples);
        });
    }
}
