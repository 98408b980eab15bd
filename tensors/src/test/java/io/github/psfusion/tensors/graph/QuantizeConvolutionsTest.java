// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.testing.tensors.QuantizeConvolutionsContract;
import io.github.psfusion.testing.tensors.ReferenceBackend;

/** Quantizes graphs on the reference backend, without native code. */
class QuantizeConvolutionsTest extends QuantizeConvolutionsContract {
    QuantizeConvolutionsTest() {
        super(new ReferenceBackend());
    }
}
