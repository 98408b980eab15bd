// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.codec.ImageSize;
import java.util.List;
import java.util.Optional;

/**
 * A calibrated pair of cameras that do not move against each other.
 *
 * @param visible size of the visible images
 * @param infrared size of the infrared images
 * @param map from visible to infrared points, with the distortion of both lenses
 * @param parallax the line along which scenes at other distances are shifted, if the pairs showed one
 * @param origin what it was made from
 */
public record Rig(ImageSize visible, ImageSize infrared, LensMap map, Optional<ParallaxLine> parallax, Origin origin) {
    /**
     * How a rig was calibrated.
     *
     * @param pairs number of pairs that were used
     * @param score mean correlation of the directions of edges over these pairs
     * @param residual median distance, in visible pixels, between the map and the map that fits a pair best by itself
     * @param distance what the user noted on the distance of the scenes; may be empty
     * @param sources the files
     */
    public record Origin(int pairs, double score, double residual, String distance, List<Source> sources) {
        /** Copies the list. */
        public Origin {
            sources = List.copyOf(sources);
        }
    }

    /**
     * The files of a pair.
     *
     * @param name of the pair
     * @param infraredSha256 digest of the infrared file
     * @param visibleSha256 digest of the visible file
     */
    public record Source(String name, String infraredSha256, String visibleSha256) {}

    /**
     * Checks that images are of this rig.
     *
     * @throws IllegalArgumentException if a size differs
     */
    public void requireSizes(String name, ImageSize infraredSize, ImageSize visibleSize) {
        if (!infrared.equals(infraredSize) || !visible.equals(visibleSize)) {
            throw new IllegalArgumentException(name + ": infrared image of " + infraredSize + " and visible image of "
                    + visibleSize + " pixels, but the rig was calibrated with " + infrared + " and " + visible
                    + ". Calibrate it again with images of these sizes.");
        }
    }
}
