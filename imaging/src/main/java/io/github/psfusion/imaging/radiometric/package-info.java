// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Radiometric images: the raw counts of thermal cameras, the parameters that turn them into temperatures, and the visible image
 * that some files hold besides. {@link io.github.psfusion.imaging.radiometric.RadiometricFile} is the entry.
 */
@NullMarked
package io.github.psfusion.imaging.radiometric;

import org.jspecify.annotations.NullMarked;
