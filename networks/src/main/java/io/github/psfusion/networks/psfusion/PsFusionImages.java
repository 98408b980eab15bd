// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;

/**
 * All that the network makes of a pair, as images of the pair's size.
 *
 * @param image the fused image as {@link PsFusion#fuse} gives it: with colors if the visible image has any
 * @param fused luminance of the fused image
 * @param infrared the infrared image, reconstructed from the fused features
 * @param visible the luminance of the visible image, reconstructed likewise
 * @param classes the most probable class of each pixel
 * @param binary 1 on objects, else 0
 * @param boundary 1 on contours of the classes, else 0
 */
public record PsFusionImages(
        Image image,
        Plane fused,
        Plane infrared,
        Plane visible,
        LabelMap classes,
        LabelMap binary,
        LabelMap boundary) {}
