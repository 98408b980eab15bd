// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import java.io.IOException;
import java.util.Map;

/** Makes the images of a pair that the user wants. */
interface Fuser {
    /**
     * What a method made of a pair.
     *
     * @param image the fused image
     * @param images other images
     * @param maps maps of classes
     * @param classes number of classes that a map of classes may have, 0 where there is none
     */
    record Fused(Image image, Map<ExtraOutput, Plane> images, Map<ExtraOutput, LabelMap> maps, int classes) {
        /** Makes the fused image alone. */
        static Fused of(Image image) {
            return new Fused(image, Map.of(), Map.of(), 0);
        }
    }

    /**
     * Fuses a pair.
     *
     * @throws IOException if the method reads its images from files, and this pair's cannot be read
     */
    Fused fuse(ImagePair pair) throws IOException;
}
