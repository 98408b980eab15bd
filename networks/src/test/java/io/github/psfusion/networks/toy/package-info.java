// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** The smallest network: the example of {@code docs/guide/add-a-network.md}. */
@NullMarked
package io.github.psfusion.networks.toy;

import org.jspecify.annotations.NullMarked;
