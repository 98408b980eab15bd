// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Luminance and colour of the visible picture: taken apart before fusion, put together again after it. */
@NullMarked
package io.github.psfusion.imaging.colour;

import org.jspecify.annotations.NullMarked;
