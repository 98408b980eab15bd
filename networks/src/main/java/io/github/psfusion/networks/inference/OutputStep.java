// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.color.ColorRecomposition;
import io.github.psfusion.imaging.color.YCbCr;
import java.util.Optional;

/** How the fused luminance that a network computes becomes the fused image. */
public interface OutputStep {
    /** The chrominance of the visible image is joined, and nothing else is changed. */
    OutputStep PLAIN = new OutputStep() {};

    /** Returns the luminance that the network computed, brought to [0, 1], at the size at which it computes. */
    default Plane luminance(Plane computed) {
        return computed;
    }

    /**
     * Joins colors, at the size at which the network computes.
     *
     * @param luminance what {@link #luminance} returned
     * @param colors the visible image of that size; empty if a gray image is wanted
     */
    default Image compose(Plane luminance, Optional<ColorImage> colors) {
        return colors.isPresent() ? ColorRecomposition.recompose(luminance, YCbCr.chroma(colors.get())) : luminance;
    }

    /** Returns the final image, at the size of the pair: some published programs stretch it. */
    default Image finish(Image image) {
        return image;
    }
}
