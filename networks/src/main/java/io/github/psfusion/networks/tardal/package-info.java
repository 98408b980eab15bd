// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * TarDAL: J. Liu, X. Fan, Z. Huang, G. Wu, R. Liu, W. Zhong, Z. Luo, "Target-aware dual adversarial learning and a multi-scenario
 * multi-modality benchmark to fuse infrared and visible for object detection", CVPR 2022.
 */
@NullMarked
package io.github.psfusion.networks.tardal;

import org.jspecify.annotations.NullMarked;
