// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Images in double precision with their borders, filters and gradients: what metrics and classical methods compute with. */
@NullMarked
package io.github.psfusion.imaging.numeric;

import org.jspecify.annotations.NullMarked;
