// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats in which weights are written. */
public enum WeightFormat {
    /** The format of this program and of many others. */
    SAFETENSORS(".safetensors"),
    /** What PyTorch's {@code torch.load} reads. */
    PTH(".pth", ".pt"),
    /** A network that computes, for ONNX Runtime and other programs. */
    ONNX(".onnx");

    private final List<String> suffixes;

    WeightFormat(String... suffixes) {
        this.suffixes = List.of(suffixes);
    }

    /** Returns the format that the suffix of a file names. */
    public static Optional<WeightFormat> ofName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        for (WeightFormat format : values()) {
            if (format.suffixes.stream().anyMatch(name::endsWith)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
