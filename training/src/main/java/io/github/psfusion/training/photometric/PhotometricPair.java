// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.photometric;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Plane;

/**
 * A pair after photometric augmentation, all images of equal size.
 *
 * @param visible what the loss compares with
 * @param infrared what the loss compares with
 * @param visibleInput what the network sees
 * @param infraredInput what the network sees
 */
public record PhotometricPair(ColorImage visible, Plane infrared, ColorImage visibleInput, Plane infraredInput) {}
