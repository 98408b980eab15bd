// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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

    /**
     * Returns a TIFF file of several gray images of 8 bits, each uncompressed in one strip.
     *
     */
    static byte[] directories(ByteOrder order, boolean big, List<GrayImage> images) {
        int header = big ? 16 : 8;
        int entry = big ? 20 : 12;
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int[] strips = new int[images.size()];
        for (int i = 0; i < images.size(); i++) {
            strips[i] = header + data.size();
            data.writeBytes(images.get(i).levels());
            data.writeBytes(new byte[images.get(i).levels().length % 2]);
        }
        int[] starts = new int[images.size()];
        int at = header + data.size();
        for (int i = 0; i < images.size(); i++) {
            starts[i] = at;
            at += (big ? 16 : 6) + images.get(i).tags(strips[i], 0).size() * entry;
        }
        ByteBuffer out = ByteBuffer.allocate(at).order(order);
        out.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(out.get(0));
        if (big) {
            out.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(starts[0]);
        } else {
            out.putShort((short) 42).putInt(starts[0]);
        }
        out.put(data.toByteArray());
        for (int i = 0; i < images.size(); i++) {
            int child = 0;
            int next = 0;
            for (int other = images.size() - 1; other > i; other--) {
                next = images.get(other).parent < 0 ? starts[other] : next;
                child = images.get(other).parent == i ? starts[other] : child;
            }
            Map<Integer, Integer> tags = images.get(i).tags(strips[i], child);
            if (big) {
                out.putLong(tags.size());
            } else {
                out.putShort((short) tags.size());
            }
            tags.forEach((tag, value) -> {
                out.putShort(tag.shortValue()).putShort((short) 4);
                if (big) {
                    out.putLong(1).putInt(value).putInt(0);
                } else {
                    out.putInt(1).putInt(value);
                }
            });
            if (big) {
                out.putLong(images.get(i).parent < 0 ? next : 0);
            } else {
                out.putInt(images.get(i).parent < 0 ? next : 0);
            }
        }
        return out.array();
    }

    /**
     * An image of {@link #directories}, all of one level.
     *
     * @param subfileType value of tag 254, -1 for none
     * @param parent number of the image whose sub-directory it is, or -1 if it stands in the chain
     */
    record GrayImage(int width, int height, int subfileType, int parent, int level) {
        private byte[] levels() {
            byte[] levels = new byte[width * height];
            Arrays.fill(levels, (byte) level);
            return levels;
        }

        private Map<Integer, Integer> tags(int strip, int child) {
            Map<Integer, Integer> tags = new TreeMap<>(Map.of(
                    Tiff.WIDTH, width, Tiff.HEIGHT, height, Tiff.BITS, 8, Tiff.COMPRESSION, 1, Tiff.PHOTOMETRIC, 1));
            tags.putAll(Map.of(
                    Tiff.STRIP_OFFSETS,
                    strip,
                    Tiff.SAMPLES_PER_PIXEL,
                    1,
                    Tiff.ROWS_PER_STRIP,
                    height,
                    Tiff.STRIP_BYTES,
                    width * height,
                    330,
                    child));
            if (subfileType >= 0) {
                tags.put(254, subfileType);
            }
            return tags;
        }
    }

    /** Returns a lossless JPEG file (SOF3, predictor 1) of one gray channel, coded with categories of equal length. */
    static byte[] losslessJpeg(int width, int height, int bits, int... levels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                bytes(0xFF, 0xD8, 0xFF, 0xC3, 0, 11, bits, height >> 8, height, width >> 8, width, 1, 1, 0x11, 0));
        out.writeBytes(bytes(0xFF, 0xC4, 0, 19 + 17, 0));
        out.writeBytes(bytes(0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)); // 17 codes of 5 bits
        for (int category = 0; category <= 16; category++) {
            out.write(category);
        }
        out.writeBytes(bytes(0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 0, 0));
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < levels.length; i++) {
            int x = i % width;
            int predicted = i == 0 ? 1 << (bits - 1) : x == 0 ? levels[i - width] : levels[i - 1];
            int difference = levels[i] - predicted;
            difference =
                    difference > 32768 ? difference - 65536 : difference < -32767 ? difference + 65536 : difference;
            int category = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(difference));
            append(code, category, 5);
            append(code, difference < 0 ? difference - 1 : difference, category == 16 ? 0 : category);
        }
        while (code.length() % Byte.SIZE != 0) {
            code.append('1');
        }
        for (int i = 0; i < code.length(); i += Byte.SIZE) {
            int value = Integer.parseInt(code.substring(i, i + Byte.SIZE), 2);
            out.write(value);
            if (value == 0xFF) {
                out.write(0);
            }
        }
        out.writeBytes(bytes(0xFF, 0xD9));
        return out.toByteArray();
    }

    private static void append(StringBuilder code, int value, int bits) {
        for (int bit = bits - 1; bit >= 0; bit--) {
            code.append(value >> bit & 1);
        }
    }

    /** Returns a JPEG file with a segment behind its start marker. */
    static byte[] withSegment(byte[] jpeg, int marker, byte... body) {
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + body.length + 4);
        out.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) marker).putShort((short) (body.length + 2));
        return out.put(body).put(jpeg, 2, jpeg.length - 2).array();
    }

    /** Returns a file with bytes put in at a position. */
    static byte[] inserted(byte[] file, int at, byte... bytes) {
        ByteBuffer out = ByteBuffer.allocate(file.length + bytes.length);
        return out.put(file, 0, at).put(bytes).put(file, at, file.length - at).array();
    }
}
