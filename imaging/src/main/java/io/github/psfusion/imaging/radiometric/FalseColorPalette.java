// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.geometry.Resampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.TreeMap;

/**
 * The colors in which cameras render temperatures, from cold to hot. Each pixel of a false-color image gets the level of the
 * color that is nearest to its own. The palettes of cameras differ in their details: a camera's own one is read from an image
 * of its color bar.
 */
public final class FalseColorPalette {
    private static final int COLORS = 256;
    private static final int BYTE_MAX = 255;

    /** Points of each palette at equal distances, 0xRRGGBB. */
    private static final Map<String, List<Integer>> NAMED = new TreeMap<>(Map.of(
            "iron",
            List.of(0x00000A, 0x1E0078, 0x6E0096, 0xA5149B, 0xD23C5A, 0xEB640F, 0xFA9600, 0xFFCD28, 0xFFFFF0),
            "rainbow",
            List.of(0x0000FF, 0x00FFFF, 0x00FF00, 0xFFFF00, 0xFF0000),
            "jet",
            List.of(0x000080, 0x0000FF, 0x0080FF, 0x00FFFF, 0x80FF80, 0xFFFF00, 0xFF8000, 0xFF0000, 0x800000)));

    private final String name;
    /** Red, green and blue of each color, one after the other, 0 to 255. */
    private final float[] colors;

    private FalseColorPalette(String name, float[] colors) {
        this.name = name;
        this.colors = colors;
    }

    /**
     * Levels of a false-color image.
     *
     * @param levels 0 is the coldest color, 1 the hottest
     * @param distance mean distance of the image's colors to those of the palette, per channel in levels of 8 bits
     */
    public record Inverted(Plane levels, double distance) {}

    /** Returns the names of the palettes that are known without a file. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(NAMED.keySet());
    }

    /**
     * Returns a palette by its name, or that of a color bar.
     *
     * @param text {@code iron}, {@code rainbow}, {@code jet}, or an image file of a color bar: along its longer side, from left
     *     to right or from the bottom to the top, from cold to hot
     * @throws IllegalArgumentException if there is no such palette or file, or the file cannot be read
     */
    public static FalseColorPalette parse(String text) {
        List<Integer> points = NAMED.get(text);
        if (points != null) {
            return new FalseColorPalette(text, between(points));
        }
        Path file = Path.of(text);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("expected " + String.join(", ", NAMED.keySet())
                    + " or an image file of a color bar, but there is no file " + text);
        }
        try {
            return ofBar(text, ImageFiles.read(file, DecodeLimits.defaults()).image());
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static float[] between(List<Integer> points) {
        float[] colors = new float[3 * COLORS];
        for (int i = 0; i < COLORS; i++) {
            double along = (double) i * (points.size() - 1) / (COLORS - 1);
            int before = Math.min((int) along, points.size() - 2);
            for (int channel = 0; channel < 3; channel++) {
                int shift = 16 - 8 * channel;
                int low = (points.get(before) >> shift) & BYTE_MAX;
                int high = (points.get(before + 1) >> shift) & BYTE_MAX;
                colors[3 * i + channel] = (float) (low + (along - before) * (high - low));
            }
        }
        return colors;
    }

    private static FalseColorPalette ofBar(String name, Image bar) {
        boolean upright = bar.height() > bar.width();
        ColorImage color = bar.toColor();
        Plane[] channels = {color.red(), color.green(), color.blue()};
        float[] colors = new float[3 * COLORS];
        for (int channel = 0; channel < 3; channel++) {
            Plane line = upright
                    ? Resampling.area(channels[channel], 1, COLORS)
                    : Resampling.area(channels[channel], COLORS, 1);
            for (int i = 0; i < COLORS; i++) {
                float sample = upright ? line.at(0, COLORS - 1 - i) : line.at(i, 0);
                colors[3 * i + channel] = sample * BYTE_MAX;
            }
        }
        return new FalseColorPalette(name, colors);
    }

    /** Returns the name, or the file, of the palette. */
    public String name() {
        return name;
    }

    /** Returns the color of a level in [0, 1] as samples of red, green and blue. */
    public float[] color(double level) {
        int at = 3 * (int) Math.round(Math.min(Math.max(level, 0), 1) * (COLORS - 1));
        return new float[] {colors[at] / BYTE_MAX, colors[at + 1] / BYTE_MAX, colors[at + 2] / BYTE_MAX};
    }

    /** Returns the level of each pixel's nearest color. */
    public Inverted invert(ColorImage image) {
        float[] red = image.red().toArray();
        float[] green = image.green().toArray();
        float[] blue = image.blue().toArray();
        double distance = 0;
        for (int i = 0; i < red.length; i++) {
            float r = red[i] * BYTE_MAX;
            float g = green[i] * BYTE_MAX;
            float b = blue[i] * BYTE_MAX;
            int nearest = 0;
            float least = Float.POSITIVE_INFINITY;
            for (int c = 0; c < COLORS; c++) {
                float dr = colors[3 * c] - r;
                float dg = colors[3 * c + 1] - g;
                float db = colors[3 * c + 2] - b;
                float squared = dr * dr + dg * dg + db * db;
                if (squared < least) {
                    least = squared;
                    nearest = c;
                }
            }
            distance += Math.sqrt(least / 3);
            red[i] = nearest / (float) BYTE_MAX;
        }
        return new Inverted(Plane.wrap(image.width(), image.height(), red), distance / red.length);
    }
}
