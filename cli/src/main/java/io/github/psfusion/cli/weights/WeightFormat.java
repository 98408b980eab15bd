// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

/** The formats in which weights are written. */
public enum WeightFormat {
    /** The format of this program and of many others. */
    SAFETENSORS,
    /** What PyTorch's {@code torch.load} reads. */
    PTH,
    /** A network that computes, for ONNX Runtime and other programs. */
    ONNX
}
