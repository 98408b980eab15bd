// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.photometric;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.codec.JpegArtifacts;

/**
 * Blocks, ringing and lost chroma of JPEG, see {@link JpegArtifacts}.
 *
 * @param quality from 1 to 100
 */
public record JpegCompression(int quality) implements PhotometricChange {
    /** Checks the quality. */
    public JpegCompression {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("the quality must be in 1 .. 100, not " + quality);
        }
    }

    @Override
    public Image apply(Image image) {
        return JpegArtifacts.of(image, quality);
    }
}
