// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a method makes of a pair; all of the pair's size.
 *
 * @param image the fused image
 * @param extra the extra outputs that were asked for, by name
 */
public record FusionResult(Image image, Map<String, Extra> extra) {
    /** The value of an {@link ExtraOutput}. */
    public sealed interface Extra permits ExtraImage, Classes, Mask, Values {}

    /**
     * An image.
     *
     * @param image samples in [0, 1]
     */
    public record ExtraImage(Image image) implements Extra {}

    /**
     * A class for each pixel.
     *
     * @param labels the classes, from 0
     * @param count number of classes
     */
    public record Classes(LabelMap labels, int count) implements Extra {}

    /**
     * A mask.
     *
     * @param labels 1 or 0
     */
    public record Mask(LabelMap labels) implements Extra {}

    /**
     * Values of any range, not necessarily of the pair's size.
     *
     * @param values {@code width * height} values, row by row
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Values(int width, int height, float[] values) implements Extra {}

    /** Copies the map. */
    public FusionResult {
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** Returns a result without extra outputs. */
    public static FusionResult of(Image image) {
        return new FusionResult(image, Map.of());
    }

    /**
     * Returns an extra output that is an image.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public Image image(String name) {
        if (extra.get(name) instanceof ExtraImage found) {
            return found.image();
        }
        throw new IllegalArgumentException("there is no extra image " + name + " among " + extra.keySet());
    }

    /**
     * Returns an extra output that is a class map or a mask.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public LabelMap labels(String name) {
        Extra found = extra.get(name);
        if (found instanceof Classes classes) {
            return classes.labels();
        }
        if (found instanceof Mask mask) {
            return mask.labels();
        }
        throw new IllegalArgumentException("there is no class map or mask " + name + " among " + extra.keySet());
    }
}
