// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.fiji;

import ij.ImagePlus;
import java.util.List;

/**
 * Fuses images of ImageJ. The implementation is found as a service in the folder of the library; it and the plug-in share this
 * interface, what it names, ImageJ and Java, and nothing else.
 */
public interface ImageFusion {
    /** Returns the names of the methods, the usual one first. */
    List<String> methods();

    /**
     * Fuses a pair of images, or two stacks slice by slice.
     *
     * @param progress receives what happens, and is asked whether to continue; from several threads
     * @return a new image of 8 bits, gray or RGB, in the frame of the visible image, with its calibration and overlay; not shown
     * @throws FusionException if that cannot be done; the message is for users
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    ImagePlus fuse(FusionRequest request, FusionProgress progress) throws FusionException;
}
