// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics of fused images, each under a named protocol; plain Java, no state between calls.
 *
 * <p>Images are {@link io.github.psfusion.metrics.Gray8Image}: integer gray levels 0 to 255, as papers measure stored
 * images; all arithmetic is in double precision.
 */
@NullMarked
package io.github.psfusion.metrics;

import org.jspecify.annotations.NullMarked;
