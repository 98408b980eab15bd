// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** FusionGAN against golden files of an independent program. */
@NullMarked
package io.github.psfusion.networks.fusiongan;

import org.jspecify.annotations.NullMarked;
