// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** U2Fusion against golden files of an independent program, and against published images. */
@NullMarked
package io.github.psfusion.networks.u2fusion;

import org.jspecify.annotations.NullMarked;
