// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of the fusion of stacks, by itself, by the command of SciJava and in a running ImageJ. */
@NullMarked
package io.github.psfusion.stacks;

import org.jspecify.annotations.NullMarked;
