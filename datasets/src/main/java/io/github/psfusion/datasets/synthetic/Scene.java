// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;

/**
 * A drawn street scene: two images of one world through one lens, and what each pixel shows.
 *
 * @param name as MSRS names its images: the number from 1 in five digits, then D by day or N at night
 * @param visible color image; every sample is a level of 0 to 255, over 255
 * @param infrared infrared image of the same size, hot is white; levels likewise
 * @param label class of each pixel in MSRS's numbering, 0 (unlabelled) to 8 (bump)
 */
public record Scene(String name, ColorImage visible, Plane infrared, LabelMap label) {
    /** Returns the two images as a pair to fuse. */
    public ImagePair pair() {
        return new ImagePair(name, infrared, visible);
    }
}
