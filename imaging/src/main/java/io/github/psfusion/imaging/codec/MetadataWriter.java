// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Puts metadata into files that were encoded without any. */
final class MetadataWriter {
    private static final double INCH = 0.0254;
    /** A segment of JPEG, less its length. */
    private static final int MOST_SEGMENT = 65_533;

    private static final int PNG_HEADER_END = 33;
    private static final int MOST_CHUNK = 1 << 24;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int JFIF_END = 20;
    private static final int JFIF_UNIT = 13;
    private static final int BMP_RESOLUTION = 38;

    private final ImageMetadata metadata;
    private final ImageSize size;
    private final int channels;

    MetadataWriter(ImageMetadata metadata, ImageSize size, int channels) {
        this.metadata = metadata;
        this.size = size;
        this.channels = channels;
    }

    byte[] addTo(byte[] file, ImageFormat format) {
        if (metadata.isEmpty()) {
            return file;
        }
        return switch (format) {
            case PNG -> png(file);
            case JPEG -> jpeg(file);
            case TIFF -> tiff(file);
            case BMP -> bmp(file);
        };
    }

    private byte[] png(byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + 4096);
        out.write(file, 0, PNG_HEADER_END);
        metadata.profile(channels).ifPresent(icc -> {
            ByteArrayOutputStream chunk = new ByteArrayOutputStream();
            chunk.writeBytes("icc\0\0".getBytes(StandardCharsets.ISO_8859_1));
            chunk.writeBytes(deflated(icc));
            chunk(out, "iCCP", chunk.toByteArray());
        });
        metadata.resolution()
                .ifPresent(pixels -> chunk(
                        out,
                        "pHYs",
                        ByteBuffer.allocate(9)
                                .putInt((int) Math.round(pixels.x()))
                                .putInt((int) Math.round(pixels.y()))
                                .put((byte) 1)
                                .array()));
        metadata.block(size, MOST_CHUNK).ifPresent(block -> chunk(out, "eXIf", block));
        out.write(file, PNG_HEADER_END, file.length - PNG_HEADER_END);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] content) {
        byte[] type = name.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(type);
        sum.update(content);
        out.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array());
        out.writeBytes(type);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) sum.getValue())
                .array());
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] part = new byte[8192];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** The JDK's files begin with SOI and a JFIF segment of 16 bytes; what we add follows it. */
    private byte[] jpeg(byte[] file) {
        byte[] start = Arrays.copyOf(file, JFIF_END);
        if (start[3] != (byte) 0xE0) {
            throw new IllegalStateException("an encoded JPEG does not begin with a JFIF segment");
        }
        metadata.resolution().ifPresent(pixels -> {
            ByteBuffer jfif = ByteBuffer.wrap(start);
            jfif.put(JFIF_UNIT, (byte) 1);
            jfif.putShort(JFIF_UNIT + 1, dotsPerInch(pixels.x()));
            jfif.putShort(JFIF_UNIT + 3, dotsPerInch(pixels.y()));
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + 4096);
        out.writeBytes(start);
        metadata.block(size, MOST_SEGMENT - EXIF.length).ifPresent(block -> segment(out, 0xE1, EXIF, block));
        metadata.profile(channels).ifPresent(icc -> {
            int most = MOST_SEGMENT - ICC.length - 2;
            int count = (icc.length + most - 1) / most;
            for (int i = 0; i < count && count < 256; i++) {
                byte[] name = Arrays.copyOf(ICC, ICC.length + 2);
                name[ICC.length] = (byte) (i + 1);
                name[ICC.length + 1] = (byte) count;
                segment(out, 0xE2, name, Arrays.copyOfRange(icc, i * most, Math.min((i + 1) * most, icc.length)));
            }
        });
        out.write(file, JFIF_END, file.length - JFIF_END);
        return out.toByteArray();
    }

    private static short dotsPerInch(double perMeter) {
        return (short) Math.max(1, Math.min(65_535, Math.round(perMeter * INCH)));
    }

    private static void segment(ByteArrayOutputStream out, int marker, byte[] name, byte[] content) {
        out.write(0xFF);
        out.write(marker);
        int length = 2 + name.length + content.length;
        out.write(length >> 8);
        out.write(length);
        out.writeBytes(name);
        out.writeBytes(content);
    }

    private byte[] tiff(byte[] file) {
        try {
            return metadata.addedTo(file, size, channels);
        } catch (IOException e) {
            throw new UncheckedIOException("an encoded TIFF has no directory", e);
        }
    }

    private byte[] bmp(byte[] file) {
        metadata.resolution()
                .ifPresent(pixels -> ByteBuffer.wrap(file)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(BMP_RESOLUTION, (int) Math.round(pixels.x()))
                        .putInt(BMP_RESOLUTION + Integer.BYTES, (int) Math.round(pixels.y())));
        return file;
    }
}
