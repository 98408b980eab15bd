// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.stacks;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes slices as the files that the program reads, without loss: 8 and 16 bits and RGB as PNG, 32 bits as TIFF of floating-point
 * values.
 */
final class SliceEncoder {
    private static final int BYTE = 0xff;
    private static final int SHORT = 0xffff;
    private static final int RED_SHIFT = 16;
    private static final int GREEN_SHIFT = 8;

    private final ImagePlus image;
    private final boolean colors;

    private SliceEncoder(ImagePlus image, boolean colors) {
        this.image = image;
        this.colors = colors;
    }

    /** Takes the values of infrared images: a table of colors only shows them. */
    static SliceEncoder ofInfrared(ImagePlus image) {
        return new SliceEncoder(image, image.getType() == ImagePlus.COLOR_RGB);
    }

    /** Takes the colors of visible images, also those of a palette. */
    static SliceEncoder ofVisible(ImagePlus image) {
        boolean palette =
                image.getBitDepth() == Byte.SIZE && image.getProcessor().isColorLut();
        return new SliceEncoder(image, palette || image.getType() == ImagePlus.COLOR_RGB);
    }

    /**
     * Writes a slice.
     *
     * @param slice its number, from 1
     * @param stem name of the file without its extension
     * @return the file
     */
    Path write(int slice, Path stem) throws IOException {
        ImageProcessor pixels = image.getStack().getProcessor(slice);
        if (image.getType() == ImagePlus.GRAY32) {
            Path file = stem.resolveSibling(stem.getFileName() + ".tif");
            float[] values = (float[]) pixels.getPixels();
            AtomicFile.write(file, ImageFiles.encodeValues(pixels.getWidth(), pixels.getHeight(), values));
            return file;
        }
        Path file = stem.resolveSibling(stem.getFileName() + ".png");
        BitDepth depth = image.getType() == ImagePlus.GRAY16 ? BitDepth.BITS_16 : BitDepth.BITS_8;
        ImageFiles.write(
                file,
                colors ? colors(pixels) : gray(pixels, depth),
                WriteOptions.png().withDepth(depth));
        return file;
    }

    private static Plane gray(ImageProcessor pixels, BitDepth depth) {
        float[] samples = new float[pixels.getWidth() * pixels.getHeight()];
        float max = depth.max();
        if (pixels.getPixels() instanceof byte[] levels) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (levels[i] & BYTE) / max;
            }
        } else {
            short[] levels = (short[]) pixels.getPixels();
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (levels[i] & SHORT) / max;
            }
        }
        return Plane.wrap(pixels.getWidth(), pixels.getHeight(), samples);
    }

    private Image colors(ImageProcessor pixels) {
        if (image.getType() != ImagePlus.COLOR_RGB) {
            // A palette belongs to the image; a slice of its stack has none.
            pixels.setLut(image.getProcessor().getLut());
        }
        int[] packed = (int[]) pixels.convertToRGB().getPixels();
        return new ColorImage(
                band(pixels, packed, RED_SHIFT), band(pixels, packed, GREEN_SHIFT), band(pixels, packed, 0));
    }

    private static Plane band(ImageProcessor pixels, int[] packed, int shift) {
        float[] samples = new float[packed.length];
        for (int i = 0; i < packed.length; i++) {
            samples[i] = ((packed[i] >> shift) & BYTE) / (float) BYTE;
        }
        return Plane.wrap(pixels.getWidth(), pixels.getHeight(), samples);
    }
}
