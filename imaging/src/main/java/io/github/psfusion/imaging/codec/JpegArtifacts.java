// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** What JPEG compression does to an image, without a file. */
public final class JpegArtifacts {
    private static final int BEST = 100;

    private JpegArtifacts() {}

    /**
     * Compresses an image as a baseline JPEG of 8 bits, with half the chroma resolution, and reads it back.
     *
     * @param image samples in [0, 1]
     * @param quality from 1 to 100, that of libjpeg
     * @return an image of the same kind and size, samples {@code level / 255f}
     */
    public static Image of(Image image, int quality) {
        if (quality < 1 || quality > BEST) {
            throw new IllegalArgumentException("the quality of a JPEG must be in 1 .. 100, not " + quality);
        }
        byte[] jpeg = Encoder.jpeg(BufferedImages.of(image, BitDepth.BITS_8), quality / (float) BEST);
        ImageReader reader = Decoder.reader(ImageFormat.JPEG);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(in, true, true);
            BufferedImage read = reader.read(0);
            return BufferedImages.of(read);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        } finally {
            reader.dispose();
        }
    }
}
