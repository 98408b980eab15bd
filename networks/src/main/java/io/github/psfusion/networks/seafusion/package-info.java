// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * SeAFusion: L. Tang, J. Yuan, J. Ma, "Image fusion in the loop of high-level vision tasks: A semantic-aware real-time infrared and
 * visible image fusion network", Information Fusion 82, 2022.
 */
@NullMarked
package io.github.psfusion.networks.seafusion;

import org.jspecify.annotations.NullMarked;
