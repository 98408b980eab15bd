// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The display colours of the classes of a label map.
 *
 * @param colours colour of class 0, 1, ... as {@code 0xRRGGBB}, at most 256; classes beyond are drawn white
 */
public record IndexColours(List<Integer> colours) {
    static final int SIZE = 256;
    private static final int WHITE = 0xFFFFFF;

    /** Copies the list and checks it. */
    public IndexColours {
        colours = List.copyOf(colours);
        if (colours.size() > SIZE) {
            throw new IllegalArgumentException(colours.size() + " colours; a palette has at most " + SIZE);
        }
        for (int colour : colours) {
            if (colour < 0 || colour > WHITE) {
                throw new IllegalArgumentException("colour " + Integer.toHexString(colour) + " is not 0xRRGGBB");
            }
        }
    }

    /** Returns the palette in which class v is drawn with grey level v. */
    public static IndexColours grey() {
        return new IndexColours(
                IntStream.range(0, SIZE).mapToObj(v -> v * 0x010101).toList());
    }

    /** Returns the colour of a class, 0 to 255, as {@code 0xRRGGBB}. */
    public int of(int label) {
        return label < colours.size() ? colours.get(label) : WHITE;
    }
}
