// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.InfraredGrey;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.SampleDepth;
import java.util.List;

/**
 * A picture as read from a file.
 *
 * @param image one plane, or three for colour; samples are {@code level / (float) depth.max()}
 * @param depth bits per sample of the file; 16 for files of floating-point samples, which are taken as they are
 * @param format format of the file, by its content
 * @param notes what was left out or changed on reading, each a short phrase such as {@code "alpha dropped"}; mostly empty
 */
public record DecodedImage(Image image, SampleDepth depth, ImageFormat format, List<String> notes) {
    /** Copies the notes. */
    public DecodedImage {
        notes = List.copyOf(notes);
    }

    /** Returns the picture as one infrared plane, see {@link InfraredGrey}. */
    public Plane infrared() {
        return InfraredGrey.of(image, depth);
    }
}
