// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The display colors of the classes of a label map.
 *
 * @param colors color of class 0, 1, ... as {@code 0xRRGGBB}, at most 256; classes beyond are drawn white
 */
public record IndexColors(List<Integer> colors) {
    static final int SIZE = 256;
    private static final int WHITE = 0xFFFFFF;

    /** Copies the list and checks it. */
    public IndexColors {
        colors = List.copyOf(colors);
        if (colors.size() > SIZE) {
            throw new IllegalArgumentException(colors.size() + " colors; a palette has at most " + SIZE);
        }
        for (int color : colors) {
            if (color < 0 || color > WHITE) {
                throw new IllegalArgumentException("color " + Integer.toHexString(color) + " is not 0xRRGGBB");
            }
        }
    }

    /** Returns the palette in which class v is drawn with gray level v. */
    public static IndexColors gray() {
        return new IndexColors(
                IntStream.range(0, SIZE).mapToObj(v -> v * 0x010101).toList());
    }

    /** Returns the color of a class, 0 to 255, as {@code 0xRRGGBB}. */
    public int of(int label) {
        return label < colors.size() ? colors.get(label) : WHITE;
    }
}
