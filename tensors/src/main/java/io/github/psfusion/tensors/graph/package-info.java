// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A network as a graph of operations, traced once, so that it can be transformed, counted, exported and run with planned memory.
 * {@link io.github.psfusion.tensors.graph.Operation} lists the steps to add an operation.
 */
@NullMarked
package io.github.psfusion.tensors.graph;

import org.jspecify.annotations.NullMarked;
