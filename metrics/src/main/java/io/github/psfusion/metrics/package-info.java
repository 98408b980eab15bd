// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Numbers about fused images, each under a named definition; plain Java, no state between calls.
 *
 * <p>Images are {@link io.github.psfusion.metrics.Gray8Image}: whole gray levels 0 to 255, as papers measure stored
 * images; all arithmetic is in double precision.
 */
@NullMarked
package io.github.psfusion.metrics;

import org.jspecify.annotations.NullMarked;
