// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Image files: reading under limits, writing atomically. {@link io.github.psfusion.imaging.codec.ImageFiles} is the entry.
 *
 * <p>Files are untrusted: whatever their bytes, reading gives an image or an {@link java.io.IOException} that names the file.
 */
@NullMarked
package io.github.psfusion.imaging.codec;

import org.jspecify.annotations.NullMarked;
