// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * SwinFusion: J. Ma, L. Tang, F. Fan, J. Huang, X. Mei, Y. Ma, "SwinFusion: Cross-domain long-range learning for general image fusion via
 * Swin Transformer", IEEE/CAA Journal of Automatica Sinica 9(7), 2022.
 */
@NullMarked
package io.github.psfusion.networks.swinfusion;

import org.jspecify.annotations.NullMarked;
