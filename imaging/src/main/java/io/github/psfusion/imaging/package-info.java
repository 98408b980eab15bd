// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Images in Java memory: planes, color images, pairs and label maps. Files are read and written by {@code codec}. */
@NullMarked
package io.github.psfusion.imaging;

import org.jspecify.annotations.NullMarked;
