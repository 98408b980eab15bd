// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.testing.tensors.QuantizeConvolutionsContract;

/** Quantizes graphs for libtorch's int8 convolutions. */
class QuantizeConvolutionsTest extends QuantizeConvolutionsContract {
    QuantizeConvolutionsTest() {
        super(Backends.open(BackendOptions.defaults()));
    }
}
