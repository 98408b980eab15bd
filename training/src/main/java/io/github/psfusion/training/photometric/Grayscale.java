// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.photometric;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;

/** The luminance in all three channels, as of a monochrome camera; see {@link Image#luminance}. */
public record Grayscale() implements PhotometricChange {
    @Override
    public Image apply(Image image) {
        return image instanceof ColorImage color ? color.luminance().toColor() : image;
    }
}
