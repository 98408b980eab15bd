// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.testing.tensors.ConvAddFusionContract;
import io.github.psfusion.testing.tensors.ReferenceBackend;

/** Fuses sums on the reference backend, without native code. */
class ConvAddFusionTest extends ConvAddFusionContract {
    ConvAddFusionTest() {
        super(new ReferenceBackend());
    }
}
