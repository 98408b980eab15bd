// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** The command that prints what an image file is. */
@NullMarked
package io.github.psfusion.cli.inspect;

import org.jspecify.annotations.NullMarked;
