// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;

/**
 * A drawn street scene as the two cameras of a {@link CameraRig} record it: an unregistered pair.
 *
 * @param name as that of a {@link Scene}
 * @param visible color image
 * @param infrared infrared image of its own size and field of view
 * @param label class of each pixel of the visible image
 * @param distance of each pixel of the visible image from the camera along its line of sight, in meters, row by row; infinity for the
 *     sky
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RigScene(String name, ColorImage visible, Plane infrared, LabelMap label, float[] distance) {}
