// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.util.List;
import java.util.Optional;

/**
 * What an image file states of itself.
 *
 * @param format format of the file, by its content
 * @param size as stored, not turned
 * @param channels number of channels, of palettes 1
 * @param bits bits per sample
 * @param kind kind of the samples
 * @param images number of images that are not marked as reduced
 * @param orientation how the image is stored by its EXIF orientation, such as {@code "rotated 90"}; {@code "upright"} without
 * @param make maker of the camera; empty if it is not stated
 * @param model model of the camera; empty if it is not stated
 * @param refusal why the image is not read, if it is not
 * @param notes what will be left out or changed on reading
 */
public record ImageDescription(
        ImageFormat format,
        ImageSize size,
        int channels,
        int bits,
        StoredValues.Kind kind,
        int images,
        String orientation,
        String make,
        String model,
        Optional<String> refusal,
        List<ImageNote> notes) {
    /** Copies the notes. */
    public ImageDescription {
        notes = List.copyOf(notes);
    }

    /** Returns what the samples are, such as {@code "16 bits"} or {@code "32-bit floating-point numbers"}. */
    public String samples() {
        return switch (kind) {
            case UNSIGNED -> bits + " bits";
            case SIGNED -> bits + " bits, signed";
            case FLOATING_POINT -> bits + "-bit floating-point numbers";
        };
    }
}
