// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The classical methods that tables carry: averages, pyramids, wavelets, and three that part an image into base and detail.
 *
 * <p>Each computes luminance from luminance in double precision, for images of any size, and clips the result to [0, 1].
 */
@NullMarked
package io.github.psfusion.methods.classical;

import org.jspecify.annotations.NullMarked;
