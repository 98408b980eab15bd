// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Registration of an infrared and a visible image by their gradient fields, calibration of a rig of two cameras, and warping.
 *
 * <p>Points are (x, y), x to the right, y down, whole numbers at pixel centers, (0, 0) the center of the first pixel. A map leads
 * from visible to infrared points unless its name states otherwise.
 */
@NullMarked
package io.github.psfusion.registration;

import org.jspecify.annotations.NullMarked;
