// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.photometric;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import java.util.List;

/**
 * Other contrast and brightness: {@code gain (v - m) + m + offset}, m the mean of all samples, clipped to [0, 1].
 *
 * <p>Details that the image loses could not be learned from it. So a gain below 1 is raised, to 1 at most, where the standard
 * deviation of the samples would fall below 0.05; and where more than 5 % of all samples would be clipped that were neither black
 * nor white, the change is halved until they are not.
 *
 * @param gain factor of the contrast, above 0
 * @param offset of the brightness
 */
public record GainOffset(double gain, double offset) implements PhotometricChange {
    /** Largest share of samples that may be clipped. */
    private static final double CLIPPED = 0.05;

    private static final double LOWEST_DEVIATION = 0.05;

    /** After as many halvings, no change is left that could be seen. */
    private static final int HALVINGS = 8;

    /** Checks the gain. */
    public GainOffset {
        if (!(gain > 0) || !Double.isFinite(offset)) {
            throw new IllegalArgumentException(
                    "the gain must be above 0, not " + gain + ", the offset finite: " + offset);
        }
    }

    @Override
    public Image apply(Image image) {
        double mean = PhotometricChange.mean(image);
        GainOffset limited = gain < 1 ? withContrast(image, mean) : this;
        for (int i = 0; i < HALVINGS && limited.clippedShare(image, mean) > CLIPPED; i++) {
            limited = new GainOffset(1 + (limited.gain - 1) / 2, limited.offset / 2);
        }
        GainOffset applied = limited;
        return PhotometricChange.eachSample(image, sample -> (float) applied.changed(sample, mean));
    }

    private GainOffset withContrast(Image image, double mean) {
        double squares = 0;
        List<Plane> planes = PhotometricChange.planes(image);
        for (Plane plane : planes) {
            for (float sample : plane.toArray()) {
                squares += (sample - mean) * (sample - mean);
            }
        }
        double deviation = Math.sqrt(squares / ((double) planes.size() * image.width() * image.height()));
        return new GainOffset(Math.min(1, Math.max(gain, LOWEST_DEVIATION / deviation)), offset);
    }

    private double changed(float sample, double mean) {
        return gain * (sample - mean) + mean + offset;
    }

    private double clippedShare(Image image, double mean) {
        long clipped = 0;
        List<Plane> planes = PhotometricChange.planes(image);
        for (Plane plane : planes) {
            for (float sample : plane.toArray()) {
                double changed = changed(sample, mean);
                if (sample > 0 && sample < 1 && (changed < 0 || changed > 1)) {
                    clipped++;
                }
            }
        }
        return clipped / ((double) planes.size() * image.width() * image.height());
    }
}
