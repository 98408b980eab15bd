// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.onnx;

import java.util.Map;
import java.util.Optional;

/**
 * What an ONNX file is to be, besides its graph.
 *
 * @param name of the graph
 * @param producer name and version of the program that writes it
 * @param multiple what the sides of the graph's own images are multiples of; the file takes others, too
 * @param size of the images; empty where each run may have another
 * @param metadata what the file shall say about itself
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
