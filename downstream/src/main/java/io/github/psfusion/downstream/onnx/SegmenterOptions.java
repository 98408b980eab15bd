// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import io.github.psfusion.imaging.codec.ImageSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is not taken from a segmenter's file.
 *
 * @param size of its input, for files that do not fix it; empty for that of each image
 * @param scaling of levels
 * @param order of channels
 * @param output name of the output that counts; empty for the first one of a fitting shape
 * @param classes names of the model's classes in their order; none for those that the file carries
 * @param named classes of the data set by those of the model, where the names differ
 */
public record SegmenterOptions(
        Optional<ImageSize> size,
        PixelScaling scaling,
        ChannelOrder order,
        Optional<String> output,
        List<String> classes,
        Map<String, String> named) {
    /** Copies list and map. */
    public SegmenterOptions {
        classes = List.copyOf(classes);
        named = Map.copyOf(named);
    }

    /** Returns what suits most segmenters: mean and deviation of ImageNet, red, green, blue. */
    public static SegmenterOptions defaults() {
        return new SegmenterOptions(
                Optional.empty(), PixelScaling.IMAGENET, ChannelOrder.RGB, Optional.empty(), List.of(), Map.of());
    }
}
