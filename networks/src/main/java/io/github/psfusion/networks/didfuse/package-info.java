// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * DIDFuse: Z. Zhao, S. Xu, C. Zhang, J. Liu, P. Li, J. Zhang, "DIDFuse: Deep image decomposition for infrared and visible image fusion",
 * IJCAI 2020.
 */
@NullMarked
package io.github.psfusion.networks.didfuse;

import org.jspecify.annotations.NullMarked;
