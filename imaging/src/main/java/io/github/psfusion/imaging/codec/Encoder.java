// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes an image into bytes with the writers of the JDK. */
final class Encoder {
    /** Little loss, a quarter of the size of PNG. */
    private static final float JPEG_QUALITY = 0.95f;

    private Encoder() {}

    static byte[] encode(BufferedImage image, ImageFormat format) {
        return encode(image, format, JPEG_QUALITY);
    }

    /** Returns the bytes of a JPEG of this quality, in (0, 1]. */
    static byte[] jpeg(BufferedImage image, float quality) {
        return encode(image, ImageFormat.JPEG, quality);
    }

    private static byte[] encode(BufferedImage image, ImageFormat format, float quality) {
        ImageWriter writer = writer(format);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters(writer, format, quality));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static ImageWriteParam parameters(ImageWriter writer, ImageFormat format, float quality) {
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        if (format == ImageFormat.JPEG) {
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
        } else if (format == ImageFormat.TIFF) {
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionType("LZW");
        }
        return parameters;
    }

    private static ImageWriter writer(ImageFormat format) {
        Iterator<ImageWriter> writers =
                ImageIO.getImageWritersByFormatName(format.extensions().get(0));
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith("com.sun.imageio.")) {
                return writer;
            }
            writer.dispose();
        }
        throw new IllegalStateException("this Java has no writer of " + format);
    }
}
