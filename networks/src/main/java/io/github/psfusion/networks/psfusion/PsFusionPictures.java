// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;

/**
 * All that the network makes of a pair, as pictures of the pair's size.
 *
 * @param picture the fused picture as {@link PsFusion#fuse} gives it: with colours if the visible picture has any
 * @param fused luminance of the fused picture
 * @param infrared the infrared picture, reconstructed from the fused features
 * @param visible the luminance of the visible picture, reconstructed likewise
 * @param classes the likeliest class of each pixel
 * @param binary 1 on objects, else 0
 * @param boundary 1 on contours of the classes, else 0
 */
public record PsFusionPictures(
        Image picture,
        Plane fused,
        Plane infrared,
        Plane visible,
        LabelMap classes,
        LabelMap binary,
        LabelMap boundary) {}
