// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.LabelMap;

/** Brings a pair of any size to one that a network takes, and what the network makes of it back. */
public interface SizeAdapter {
    /** Returns the least width and height of a pair, at least 1. */
    int minimum();

    /** Returns the side that the network gets of an image with this side. */
    int prepared(int side);

    /**
     * Returns the pair that the network gets.
     *
     * @throws io.github.psfusion.methods.ImageSizeException if there is none for this size
     */
    ImagePair prepare(ImagePair pair);

    /** Returns an image of that pair's size at the size of the original pair. */
    Image restore(Image image, ImagePair original);

    /** Returns a label map of that pair's size at the size of the original pair. */
    LabelMap restore(LabelMap map, ImagePair original);
}
