// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** DIDFuse against golden files of its authors' program. */
@NullMarked
package io.github.psfusion.networks.didfuse;

import org.jspecify.annotations.NullMarked;
