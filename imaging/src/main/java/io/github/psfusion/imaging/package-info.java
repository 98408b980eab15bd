// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Pictures in Java memory: planes, colour images, pairs and label maps. Files are read and written by {@code codec}. */
@NullMarked
package io.github.psfusion.imaging;

import org.jspecify.annotations.NullMarked;
