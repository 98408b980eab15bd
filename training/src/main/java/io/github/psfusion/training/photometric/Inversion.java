// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.photometric;

import io.github.psfusion.imaging.Image;

/** The negative, {@code 1 - v}: an infrared camera that shows what is hot in black. */
public record Inversion() implements PhotometricChange {
    @Override
    public Image apply(Image image) {
        return PhotometricChange.eachSample(image, sample -> 1 - sample);
    }
}
