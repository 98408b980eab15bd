// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** The command {@code runs}: training runs that are there. */
@NullMarked
package io.github.psfusion.cli.runs;

import org.jspecify.annotations.NullMarked;
