// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.photometric;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.numeric.Border;
import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.imaging.numeric.SeparableFilter;

/**
 * An image out of focus: a Gaussian window of three standard deviations, mirrored at the border.
 *
 * @param sigma standard deviation in pixels, above 0
 */
public record GaussianBlur(double sigma) implements PhotometricChange {
    private static final int DEVIATIONS = 3;

    /** Checks the deviation. */
    public GaussianBlur {
        if (!(sigma > 0)) {
            throw new IllegalArgumentException("the standard deviation must be above 0, not " + sigma);
        }
    }

    @Override
    public Image apply(Image image) {
        SeparableFilter window = SeparableFilter.gaussian(2 * (int) Math.ceil(DEVIATIONS * sigma) + 1, sigma);
        return PhotometricChange.eachPlane(
                image,
                plane -> window.same(DoubleImage.of(plane), Border.MIRROR).toPlane());
    }
}
