// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.onnx;

import java.util.Map;
import java.util.Optional;

/**
 * The properties of an ONNX file besides its graph.
 *
 * @param name of the graph
 * @param producer name and version of the program that writes it
 * @param multiple the traced images' sides are multiples of it; the file takes other sizes, too
 * @param size of the images; empty where each run may have another
 * @param metadata keys and values that the file carries
 */
public record OnnxOptions(
        String name, String producer, int multiple, Optional<Size> size, Map<String, String> metadata) {
    /** Copies the metadata. */
    public OnnxOptions {
        if (multiple < 1) {
            throw new IllegalArgumentException("multiple " + multiple + " must be at least 1");
        }
        metadata = Map.copyOf(metadata);
    }

    /** Height and width in pixels. */
    public record Size(long height, long width) {}
}
