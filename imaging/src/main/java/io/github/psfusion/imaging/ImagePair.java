// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging;

/**
 * An infrared and a visible image of one scene, registered and of equal size.
 *
 * @param name the pair's name, without folder and extension
 * @param infrared infrared image, [0, 1], hot is white
 * @param visible visible image, color or gray, [0, 1]
 */
public record ImagePair(String name, Plane infrared, Image visible) {
    /**
     * Checks that the sizes agree.
     *
     * @throws IllegalArgumentException naming both sizes if they differ
     */
    public ImagePair {
        if (infrared.width() != visible.width() || infrared.height() != visible.height()) {
            throw new IllegalArgumentException(name + ": the infrared image has " + infrared.width() + " x "
                    + infrared.height() + " pixels, but its visible partner has " + visible.width() + " x "
                    + visible.height() + ". Pairs must be registered and of equal size.");
        }
    }

    /** Returns the width of both images in pixels. */
    public int width() {
        return infrared.width();
    }

    /** Returns the height of both images in pixels. */
    public int height() {
        return infrared.height();
    }
}
