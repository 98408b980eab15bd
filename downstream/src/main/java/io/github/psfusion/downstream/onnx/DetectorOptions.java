// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import io.github.psfusion.imaging.codec.ImageSize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is not taken from a detector's file.
 *
 * @param layout of its outputs; empty to recognize it by their shapes
 * @param size of its input, for files that do not fix it
 * @param scaling of levels; empty for that of the layout
 * @param order of channels; empty for that of the layout
 * @param classes names in their order; none for those that the file carries
 * @param score the smallest score of a box that counts
 * @param overlap IoU above which a less sure box of a class is dropped; empty for that of the layout
 * @param most the largest number of boxes of an image
 */
public record DetectorOptions(
        Optional<DetectorLayout> layout,
        Optional<ImageSize> size,
        Optional<PixelScaling> scaling,
        Optional<ChannelOrder> order,
        List<String> classes,
        double score,
        OptionalDouble overlap,
        int most) {
    /** Low, so that the precision-recall curve is whole. */
    public static final double SCORE = 0.001;

    /** Boxes of an image, as in ultralytics' validation. */
    public static final int MOST = 300;

    /** Checks the ranges. */
    public DetectorOptions {
        classes = List.copyOf(classes);
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("the smallest score must be from 0 to 1, not " + score);
        }
        if (!(overlap.orElse(0) >= 0 && overlap.orElse(0) <= 1)) {
            throw new IllegalArgumentException("the IoU of suppression must be from 0 to 1, not " + overlap.orElse(0));
        }
        if (most < 1) {
            throw new IllegalArgumentException("at least 1 box must be kept, not " + most);
        }
    }

    /** Returns what suits most detectors. */
    public static DetectorOptions defaults() {
        return new DetectorOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                SCORE,
                OptionalDouble.empty(),
                MOST);
    }

    /** Returns these options with a layout. */
    public DetectorOptions with(DetectorLayout other) {
        return new DetectorOptions(Optional.of(other), size, scaling, order, classes, score, overlap, most);
    }

    /** Returns these options with a size of the input. */
    public DetectorOptions with(ImageSize other) {
        return new DetectorOptions(layout, Optional.of(other), scaling, order, classes, score, overlap, most);
    }

    /** Returns these options with names of classes. */
    public DetectorOptions withClasses(List<String> names) {
        return new DetectorOptions(layout, size, scaling, order, names, score, overlap, most);
    }
}
