// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The files of one pair.
 *
 * @param name the pair's name, without folder and extension, as the infrared file spells it
 * @param infrared the infrared image
 * @param visible the visible image
 * @param label the class of each pixel
 * @param binary object against background
 * @param boundary contours of the classes
 * @param mask regions in which the fused image follows the infrared one
 * @param margin is cut from all of them on reading
 */
public record PairFiles(
        String name,
        Path infrared,
        Path visible,
        Optional<Path> label,
        Optional<Path> binary,
        Optional<Path> boundary,
        Optional<Path> mask,
        Margin margin) {
    /** Makes a pair without margin. */
    public PairFiles(
            String name,
            Path infrared,
            Path visible,
            Optional<Path> label,
            Optional<Path> binary,
            Optional<Path> boundary,
            Optional<Path> mask) {
        this(name, infrared, visible, label, binary, boundary, mask, Margin.NONE);
    }

    /** Makes a pair without labels. */
    public static PairFiles of(String name, Path infrared, Path visible) {
        return new PairFiles(
                name, infrared, visible, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Makes a pair of files by role. */
    static PairFiles of(String name, Map<ImageRole, Path> files, Margin margin) {
        return new PairFiles(
                name,
                Objects.requireNonNull(files.get(ImageRole.INFRARED), "infrared"),
                Objects.requireNonNull(files.get(ImageRole.VISIBLE), "visible"),
                Optional.ofNullable(files.get(ImageRole.LABEL)),
                Optional.ofNullable(files.get(ImageRole.BINARY)),
                Optional.ofNullable(files.get(ImageRole.BOUNDARY)),
                Optional.ofNullable(files.get(ImageRole.MASK)),
                margin);
    }

    /** Returns this pair with a margin that is cut from all images. */
    public PairFiles withMargin(Margin pixels) {
        return new PairFiles(name, infrared, visible, label, binary, boundary, mask, pixels);
    }

    /** Returns whether one file holds both images: a radiometric one, or one of four channels. */
    public boolean isOneFile() {
        return infrared.equals(visible);
    }

    /** Returns the pair's file of this role; infrared and visible are always there. */
    public Optional<Path> file(ImageRole role) {
        return switch (role) {
            case INFRARED -> Optional.of(infrared);
            case VISIBLE -> Optional.of(visible);
            case LABEL -> label;
            case BINARY -> binary;
            case BOUNDARY -> boundary;
            case MASK -> mask;
        };
    }
}
