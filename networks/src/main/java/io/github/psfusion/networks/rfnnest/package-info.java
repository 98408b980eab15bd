// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * RFN-Nest: H. Li, X.-J. Wu, J. Kittler, "RFN-Nest: An end-to-end residual fusion network for infrared and visible images", Information
 * Fusion 73, 2021.
 */
@NullMarked
package io.github.psfusion.networks.rfnnest;

import org.jspecify.annotations.NullMarked;
