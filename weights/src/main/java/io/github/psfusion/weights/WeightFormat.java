// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The formats in which weights are written. */
public enum WeightFormat {
    /** The format of this program and of many others. */
    SAFETENSORS,
    /** What PyTorch's {@code torch.load} reads. */
    PTH,
    /** A network that computes, for ONNX Runtime and other programs. */
    ONNX;

    /** Returns the format that the suffix of a file names. */
    public static Optional<WeightFormat> ofName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".safetensors")) {
            return Optional.of(SAFETENSORS);
        }
        if (name.endsWith(".pth") || name.endsWith(".pt")) {
            return Optional.of(PTH);
        }
        return name.endsWith(".onnx") ? Optional.of(ONNX) : Optional.empty();
    }
}
