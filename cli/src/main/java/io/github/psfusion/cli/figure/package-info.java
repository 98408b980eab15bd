// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** The command {@code figure}: images of pairs side by side, for a paper. */
@NullMarked
package io.github.psfusion.cli.figure;

import org.jspecify.annotations.NullMarked;
