// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Published networks against their golden files. */
@NullMarked
package io.github.psfusion.networks.inference;

import org.jspecify.annotations.NullMarked;
