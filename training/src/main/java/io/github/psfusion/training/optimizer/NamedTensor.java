// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.optimizer;

import io.github.psfusion.tensors.Tensor;

/**
 * A tensor with a name, owned by somebody else.
 *
 * @param name unique among its kind
 * @param value of any shape
 */
public record NamedTensor(String name, Tensor value) {}
