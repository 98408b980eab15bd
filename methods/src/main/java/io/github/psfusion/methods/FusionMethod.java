// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.color.ColorRecomposition;
import io.github.psfusion.imaging.color.YCbCr;
import java.io.IOException;

/**
 * Fuses a registered pair into one image. Thread-safe; the same pair gives the same image.
 *
 * <p>A method that computes luminance only, as nearly all do, implements {@link #fuseLuminance}; {@link #fuse} adds the chrominance of the
 * visible image.
 */
public interface FusionMethod extends AutoCloseable {
    /** Returns the description, with the options in use. */
    MethodDescription description();

    /**
     * Fuses the luminance of a pair.
     *
     * @return an image of the size of the pair, [0, 1]
     * @throws IOException if the method reads its images from files, and this pair's cannot be read
     */
    Plane fuseLuminance(ImagePair pair) throws IOException;

    /**
     * Fuses a pair.
     *
     * @return an image of the size of the pair: a {@link ColorImage} with the chrominance of the visible image if that is
     *     one, else a {@link Plane}
     * @throws IOException if the method reads its images from files, and this pair's cannot be read
     */
    default Image fuse(ImagePair pair) throws IOException {
        Plane luminance = fuseLuminance(pair);
        return pair.visible() instanceof ColorImage color
                ? ColorRecomposition.recompose(luminance, YCbCr.chroma(color))
                : luminance;
    }

    /** Frees the resources of the method; most have none. */
    @Override
    default void close() {}
}
