// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

import org.jspecify.annotations.Nullable;

/** An int8 convolution whose weights a backend has prepared. Thread-safe. */
public interface QuantizedConv2d {
    /**
     * Convolves.
     *
     * @param input [N, C, H, W], UINT8
     * @param output how the result is quantized; null for FLOAT32
     * @param relu whether negative results become 0
     * @return UINT8 or FLOAT32, owned by the current scope
     */
    Tensor apply(Tensor input, @Nullable Quantization output, boolean relu);

    /** Frees the weights; twice is harmless. */
    void release();
}
