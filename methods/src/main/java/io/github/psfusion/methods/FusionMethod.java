// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import io.github.psfusion.imaging.ColourImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.colour.ColourRecomposition;
import io.github.psfusion.imaging.colour.YCbCr;
import java.io.IOException;

/**
 * Makes one picture of a registered pair. Thread-safe; the same pair gives the same picture.
 *
 * <p>A method that computes luminance only, as nearly all do, implements {@link #fuseLuminance}; the colours of the visible
 * picture are joined to it by {@link #fuse}.
 */
public interface FusionMethod extends AutoCloseable {
    /** Returns the declared facts, with the options in use. */
    MethodDescription description();

    /**
     * Fuses the luminance of a pair.
     *
     * @return a picture of the size of the pair, [0, 1]
     * @throws IOException if the method reads its pictures from files, and this pair's cannot be read
     */
    Plane fuseLuminance(ImagePair pair) throws IOException;

    /**
     * Fuses a pair.
     *
     * @return a picture of the size of the pair: a {@link ColourImage} with the chrominance of the visible picture if that is
     *     one, else a {@link Plane}
     * @throws IOException if the method reads its pictures from files, and this pair's cannot be read
     */
    default Image fuse(ImagePair pair) throws IOException {
        Plane luminance = fuseLuminance(pair);
        return pair.visible() instanceof ColourImage colour
                ? ColourRecomposition.recompose(luminance, YCbCr.chroma(colour))
                : luminance;
    }

    /** Gives back what the method holds; most hold nothing. */
    @Override
    default void close() {}
}
