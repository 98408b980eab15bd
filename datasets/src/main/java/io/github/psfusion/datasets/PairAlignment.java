// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.Plane;
import java.io.IOException;

/** Brings the infrared image of a pair onto the visible one, on which labels are drawn, before the pair is prepared. */
@FunctionalInterface
public interface PairAlignment {
    /**
     * An infrared image in the frame of its visible partner, and the part of the frame on which both have content.
     *
     * @param infrared the infrared image with the levels of its file, of the size of the visible image
     * @param x first column of the part
     * @param y first row of the part
     * @param width number of columns of the part, at least 1
     * @param height number of rows of the part, at least 1
     */
    record AlignedInfrared(Plane infrared, int x, int y, int width, int height) {}

    /**
     * Aligns a pair.
     *
     * @throws IOException if the images cannot be registered; the message states why and what to do
     */
    AlignedInfrared align(UnalignedPair pair) throws IOException;
}
