// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A network as data: what evaluating it computes, recorded once, so that it can be transformed, counted, exported and run with
 * planned memory.
 */
@NullMarked
package io.github.psfusion.tensors.graph;

import org.jspecify.annotations.NullMarked;
