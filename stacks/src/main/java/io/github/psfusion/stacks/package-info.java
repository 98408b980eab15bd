// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What the plug-in for Fiji opens: images and stacks of ImageJ become pairs of files, which are fused by the pipeline of the
 * program and so to the same values.
 */
@NullMarked
package io.github.psfusion.stacks;

import org.jspecify.annotations.NullMarked;
