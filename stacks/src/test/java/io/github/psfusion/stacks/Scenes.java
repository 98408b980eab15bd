// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.stacks;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.nio.file.Path;
import java.util.function.IntFunction;

/** Small images of a warm disk before stripes, made by rule. */
final class Scenes {
    static final int WIDTH = 64;
    static final int HEIGHT = 48;

    private Scenes() {}

    private static double warmth(int x, int y, int number) {
        double distance = Math.hypot(x - 20 - 4 * number, y - 24);
        return distance < 9 ? 0.9 : 0.2 + 0.1 * Math.sin(0.3 * x) * Math.cos(0.2 * y + number);
    }

    private static double light(int x, int y, int number) {
        return 0.5 + 0.4 * Math.sin(0.7 * (x + number)) * Math.cos(0.5 * y);
    }

    static ImageProcessor infrared8(int number) {
        ByteProcessor pixels = new ByteProcessor(WIDTH, HEIGHT);
        fill((x, y) -> pixels.set(x, y, (int) (255 * warmth(x, y, number))));
        return pixels;
    }

    /** Counts of a camera of 14 bits, which use a small part of their range. */
    static ImageProcessor infrared16(int number) {
        ShortProcessor pixels = new ShortProcessor(WIDTH, HEIGHT);
        fill((x, y) -> pixels.set(x, y, (int) (7000 + 900 * warmth(x, y, number))));
        return pixels;
    }

    /** Degrees Celsius. */
    static ImageProcessor degrees(int number) {
        FloatProcessor pixels = new FloatProcessor(WIDTH, HEIGHT);
        fill((x, y) -> pixels.setf(x, y, (float) (-3 + 40 * warmth(x, y, number))));
        return pixels;
    }

    static ImageProcessor visible8(int number) {
        ByteProcessor pixels = new ByteProcessor(WIDTH, HEIGHT);
        fill((x, y) -> pixels.set(x, y, (int) (255 * light(x, y, number))));
        return pixels;
    }

    static ImageProcessor visibleColor(int number) {
        ColorProcessor pixels = new ColorProcessor(WIDTH, HEIGHT);
        fill((x, y) -> {
            int level = (int) (255 * light(x, y, number));
            pixels.set(x, y, 0xff000000 | (level << 16) | ((level / 2) << 8) | (255 - level));
        });
        return pixels;
    }

    static ImagePlus image(String title, ImageProcessor pixels) {
        return new ImagePlus(title, pixels);
    }

    static ImagePlus stack(String title, int slices, IntFunction<ImageProcessor> slice) {
        ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        for (int i = 0; i < slices; i++) {
            stack.addSlice("s" + i, slice.apply(i));
        }
        return new ImagePlus(title, stack);
    }

    /** Saves an image as PNG, or as TIFF where its name ends so. */
    static Path save(Path file, ImageProcessor pixels) {
        FileSaver saver = new FileSaver(new ImagePlus(file.toString(), pixels));
        boolean saved =
                file.toString().endsWith(".tif") ? saver.saveAsTiff(file.toString()) : saver.saveAsPng(file.toString());
        if (!saved) {
            throw new IllegalStateException("not saved: " + file);
        }
        return file;
    }

    private interface Pixel {
        void at(int x, int y);
    }

    private static void fill(Pixel pixel) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                pixel.at(x, y);
            }
        }
    }
}
