// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * UMF-CMGR, its fusion network: D. Wang, J. Liu, X. Fan, R. Liu, "Unsupervised misaligned infrared and visible image fusion via
 * cross-modality image generation and registration", IJCAI 2022.
 */
@NullMarked
package io.github.psfusion.networks.umfcmgr;

import org.jspecify.annotations.NullMarked;
