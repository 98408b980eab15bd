// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * FusionGAN: J. Ma, W. Yu, P. Liang, C. Li, J. Jiang, "FusionGAN: A generative adversarial network for infrared and visible image
 * fusion", Information Fusion 48, 2019.
 */
@NullMarked
package io.github.psfusion.networks.fusiongan;

import org.jspecify.annotations.NullMarked;
