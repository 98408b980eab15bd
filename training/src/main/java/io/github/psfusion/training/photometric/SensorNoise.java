// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.photometric;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Gaussian noise in every sample, and banding: an offset of each row, as of uncooled infrared sensors.
 *
 * @param sigma standard deviation of the noise, at least 0
 * @param banding standard deviation of the offsets of rows, at least 0
 * @param seed repeats the noise
 */
public record SensorNoise(double sigma, double banding, long seed) implements PhotometricChange {
    /** Checks the deviations. */
    public SensorNoise {
        if (!(sigma >= 0) || !(banding >= 0)) {
            throw new IllegalArgumentException(
                    "standard deviations must be at least 0, not " + sigma + " and " + banding);
        }
    }

    @Override
    public Image apply(Image image) {
        RandomGenerator random = new SplittableRandom(seed); // each plane draws what follows the one before
        return PhotometricChange.eachPlane(image, plane -> {
            float[] samples = plane.toArray();
            for (int y = 0; y < plane.height(); y++) {
                double offset = banding * random.nextGaussian();
                for (int i = y * plane.width(); i < (y + 1) * plane.width(); i++) {
                    double noisy = samples[i] + offset + sigma * random.nextGaussian();
                    samples[i] = (float) Math.min(Math.max(noisy, 0), 1);
                }
            }
            return Plane.wrap(plane.width(), plane.height(), samples);
        });
    }
}
