// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.InfraredGray;
import io.github.psfusion.imaging.Plane;
import java.util.List;

/**
 * An image as read from a file.
 *
 * @param image one plane, or three for color; samples are {@code level / (float) depth.max()}
 * @param depth bits per sample of the file; 16 for files of floating-point samples, which are taken as they are
 * @param format format of the file, by its content
 * @param notes what was left out or changed on reading; mostly empty
 */
public record DecodedImage(Image image, BitDepth depth, ImageFormat format, List<ImageNote> notes) {
    /** Copies the notes. */
    public DecodedImage {
        notes = List.copyOf(notes);
    }

    /** Returns the image as one infrared plane, see {@link InfraredGray}. */
    public Plane infrared() {
        return InfraredGray.of(image, depth);
    }
}
