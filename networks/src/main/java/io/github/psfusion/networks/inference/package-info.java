// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Everything that works for any network: a network declares a {@link io.github.psfusion.networks.inference.NetworkSpec}, and this
 * package loads its weights, records and optimizes its graph, fuses, calibrates, counts, and exports it.
 */
@NullMarked
package io.github.psfusion.networks.inference;

import org.jspecify.annotations.NullMarked;
