// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** TarDAL against golden files of its authors' program. */
@NullMarked
package io.github.psfusion.networks.tardal;

import org.jspecify.annotations.NullMarked;
