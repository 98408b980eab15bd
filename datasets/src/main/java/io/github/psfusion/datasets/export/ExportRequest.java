// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.export;

import io.github.psfusion.imaging.codec.DecodeLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is exported.
 *
 * @param data the data set
 * @param images folder of fused images, which may be divided into {@code train} and {@code test}; the visible images without it
 * @param boxes files or folders of true boxes
 * @param classes names of the classes of boxes by their numbers; empty for those of the files
 * @param format the layout
 * @param limits of decoding
 */
public record ExportRequest(
        Path data,
        Optional<Path> images,
        List<Path> boxes,
        List<String> classes,
        ExportFormat format,
        DecodeLimits limits) {
    /** Copies the lists. */
    public ExportRequest {
        boxes = List.copyOf(boxes);
        classes = List.copyOf(classes);
    }
}
