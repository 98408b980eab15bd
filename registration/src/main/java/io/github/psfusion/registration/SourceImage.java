// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;

/**
 * One of the two images that are registered.
 *
 * @param plane luminance or infrared values in [0, 1]; infrared images of more than 8 bits after their intensity window
 * @param area the pixels that hold content
 */
public record SourceImage(Plane plane, ValidArea area) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if they differ
     */
    public SourceImage {
        if (plane.width() != area.width() || plane.height() != area.height()) {
            throw new IllegalArgumentException(plane + " with an area of " + area);
        }
    }

    /** Takes the luminance of an image; a black border does not count as content, see {@link ValidArea#ofContent}. */
    public static SourceImage of(Image image) {
        Plane plane = image.luminance();
        return new SourceImage(plane, ValidArea.ofContent(plane));
    }
}
