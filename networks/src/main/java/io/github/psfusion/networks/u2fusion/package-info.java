// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * U2Fusion: H. Xu, J. Ma, J. Jiang, X. Guo, H. Ling, "U2Fusion: A unified unsupervised image fusion network", IEEE Transactions on
 * Pattern Analysis and Machine Intelligence 44(1), 2022.
 */
@NullMarked
package io.github.psfusion.networks.u2fusion;

import org.jspecify.annotations.NullMarked;
