// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Image files put together byte by byte, of kinds that no writer at hand makes. */
final class HandMade {
    private HandMade() {}

    /** A PNG file: signature, then chunks. */
    static final class Png {
        static final int GRAY = 0;
        static final int RGB = 2;
        static final int PALETTE = 3;
        static final int GRAY_ALPHA = 4;
        static final int RGB_ALPHA = 6;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Png(int width, int height, int bitDepth, int colorType) {
            out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
            chunk(
                    "IHDR",
                    ByteBuffer.allocate(13)
                            .putInt(width)
                            .putInt(height)
                            .put((byte) bitDepth)
                            .put((byte) colorType)
                            .array());
        }

        Png chunk(String type, byte... data) {
            byte[] name = type.getBytes(StandardCharsets.US_ASCII);
            CRC32 crc = new CRC32();
            crc.update(name);
            crc.update(data);
            out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
            out.writeBytes(name);
            out.writeBytes(data);
            out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
            return this;
        }

        /** Ends the file with rows of packed samples, each without the filter byte. */
        byte[] rows(byte[]... rows) {
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            for (byte[] row : rows) {
                raw.write(0);
                raw.writeBytes(row);
            }
            return chunk("IDAT", deflated(raw.toByteArray())).end();
        }

        byte[] end() {
            return chunk("IEND").out.toByteArray();
        }
    }

    static byte[] deflated(byte[] raw) {
        Deflater deflater = new Deflater();
        deflater.setInput(raw);
        deflater.finish();
        byte[] buffer = new byte[raw.length + 100];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }

    /** An uncompressed TIFF file of one strip: header, strip, directory. */
    static final class Tiff {
        static final int WIDTH = 256;
        static final int HEIGHT = 257;
        static final int BITS = 258;
        static final int COMPRESSION = 259;
        static final int PHOTOMETRIC = 262;
        static final int STRIP_OFFSETS = 273;
        static final int ORIENTATION = 274;
        static final int SAMPLES_PER_PIXEL = 277;
        static final int ROWS_PER_STRIP = 278;
        static final int STRIP_BYTES = 279;
        static final int PREDICTOR = 317;
        static final int COLOR_MAP = 320;
        static final int EXTRA_SAMPLES = 338;
        static final int SAMPLE_FORMAT = 339;

        private static final int HEADER = 8;
        private static final int LONG = 4;

        private final ByteOrder order;
        private final byte[] strip;
        private final Map<Integer, int[]> tags = new TreeMap<>();

        Tiff(ByteOrder order, int width, int height, int samples, int bits, byte[] strip) {
            this.order = order;
            this.strip = strip;
            int[] bitsPerSample = new int[samples];
            Arrays.fill(bitsPerSample, bits);
            with(WIDTH, width).with(HEIGHT, height).with(BITS, bitsPerSample).with(COMPRESSION, 1);
            with(PHOTOMETRIC, samples < 3 ? 1 : 2)
                    .with(SAMPLES_PER_PIXEL, samples)
                    .with(ROWS_PER_STRIP, height);
            with(STRIP_OFFSETS, HEADER).with(STRIP_BYTES, strip.length);
        }

        Tiff with(int tag, int... values) {
            tags.put(tag, values);
            return this;
        }

        /** Returns the file; all values are written as 32-bit numbers, but short ones, which some readers insist on. */
        byte[] bytes() {
            int directory = HEADER + strip.length + strip.length % 2;
            int extra = directory + 2 + 12 * tags.size() + 4;
            int size = extra;
            for (int[] values : tags.values()) {
                size += values.length > 1 ? LONG * values.length : 0;
            }
            ByteBuffer out = ByteBuffer.allocate(size).order(order);
            out.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
            out.put(out.get(0)).putShort((short) 42).putInt(directory).put(strip);
            out.position(directory).putShort((short) tags.size());
            for (Map.Entry<Integer, int[]> tag : tags.entrySet()) {
                int[] values = tag.getValue();
                boolean shorts = values.length > 1 || (tag.getKey() != STRIP_OFFSETS && values[0] < 65536);
                out.putShort(tag.getKey().shortValue())
                        .putShort((short) (shorts ? 3 : 4))
                        .putInt(values.length);
                if (values.length == 1) {
                    if (shorts) {
                        out.putShort((short) values[0]).putShort((short) 0);
                    } else {
                        out.putInt(values[0]);
                    }
                } else if (values.length == 2) {
                    out.putShort((short) values[0]).putShort((short) values[1]);
                } else {
                    out.putInt(extra);
                    for (int i = 0; i < values.length; i++) {
                        out.putShort(extra + 2 * i, (short) values[i]);
                    }
                    extra += LONG * values.length;
                }
            }
            out.putInt(0);
            return out.array();
        }
    }

    /** Returns bytes, given as 0 to 255. */
    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** Returns numbers of 16 bits, given as 0 to 65535. */
    static byte[] shorts(ByteOrder order, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * values.length).order(order);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    /** Returns floating-point numbers of 32 bits. */
    static byte[] floats(ByteOrder order, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(order);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    /** Returns a JPEG file with an EXIF block that states this orientation. */
    static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] exif = exif(orientation);
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + exif.length + 10);
        out.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (exif.length + 8));
        out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(exif);
        return out.put(jpeg, 2, jpeg.length - 2).array();
    }

    /** Returns a JPEG file with the segment by which Adobe's programs say that their inks are stored inverted. */
    static byte[] withAdobeMarker(byte[] jpeg) {
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + 16);
        out.put(jpeg, 0, 2).putShort((short) 0xFFEE).putShort((short) 14);
        out.put("Adobe".getBytes(StandardCharsets.US_ASCII)).put(bytes(0, 100, 0, 0, 0, 0, 0));
        return out.put(jpeg, 2, jpeg.length - 2).array();
    }

    /** Returns an EXIF block, without its JPEG header, that states this orientation. */
    static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1})
                .putShort((short) Tiff.ORIENTATION)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
    }

    /** Returns a BMP file of uncompressed rows, bottom row first, each already filled to four bytes. */
    static byte[] bmp(int width, int height, int bits, int[] palette, byte[] rows) {
        int offset = 54 + 4 * palette.length;
        ByteBuffer out = ByteBuffer.allocate(offset + rows.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'B').put((byte) 'M').putInt(out.capacity()).putInt(0).putInt(offset);
        out.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
        out.putInt(0)
                .putInt(rows.length)
                .putInt(2835)
                .putInt(2835)
                .putInt(palette.length)
                .putInt(0);
        for (int color : palette) {
            out.putInt(color);
        }
        return out.put(rows).array();
    }
}
