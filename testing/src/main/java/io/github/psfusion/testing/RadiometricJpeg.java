// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Radiometric JPEG files in the form of FLIR's cameras: a rendered image of the thermal image's size, and in segments APP1 the
 * counts, the camera's parameters, a visible image and its placement.
 */
public final class RadiometricJpeg {
    /** How the counts are stored. */
    public enum Form {
        /** A PNG whose samples have the order of PNG files. */
        PNG,
        /** A PNG whose samples are swapped, as most cameras write it. */
        SWAPPED_PNG,
        /** Samples alone, little endian. */
        LITTLE_ENDIAN,
        /** Samples alone, big endian. */
        BIG_ENDIAN
    }

    private static final int HEADER = 64;
    private static final int ENTRY = 32;
    private static final int IMAGE_AT = 0x20;
    private static final int CAMERA_LENGTH = 0x97C;
    private static final int SEGMENT = 3_000;

    private final int width;
    private final int height;
    private final int[] counts;
    private final ByteBuffer camera = ByteBuffer.allocate(CAMERA_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer placement = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    private Form form = Form.SWAPPED_PNG;
    private @Nullable BufferedImage visible;

    /**
     * Makes a file with the usual parameters: emissivity 0.95, 1 m, 20 degrees Celsius, humidity 0.5.
     *
     * @param counts {@code width * height} values from 0 to 65535
     */
    public RadiometricJpeg(int width, int height, int[] counts) {
        this.width = width;
        this.height = height;
        this.counts = counts.clone();
        camera.putShort(0, (short) 2);
        for (int at : new int[] {0x28, 0x2C, 0x30}) {
            camera(at, 293.15f);
        }
        camera(0x20, 0.95f).camera(0x24, 1).camera(0x34, 1).camera(0x3C, 0.5f);
        camera(0x58, 17837.531f).camera(0x5C, 1450.4f).camera(0x60, 1).camera(0x30C, 0.012332781f);
        camera(0x70, 0.006569f).camera(0x74, 0.01262f).camera(0x78, -0.002276f).camera(0x7C, -0.00667f);
        camera(0x80, 1.9f);
        camera.putInt(0x308, -1143);
        camera.put(0xD4, "Synthetic T1".getBytes(StandardCharsets.ISO_8859_1));
        placement(1, 0, 0);
    }

    /** Sets a number of the camera's record. */
    public RadiometricJpeg camera(int at, float value) {
        camera.putFloat(at, value);
        return this;
    }

    /** Sets how the counts are stored. */
    public RadiometricJpeg form(Form other) {
        form = other;
        return this;
    }

    /** Adds a visible image. */
    public RadiometricJpeg visible(BufferedImage image) {
        visible = image;
        return this;
    }

    /** Sets where the visible image lies. */
    public RadiometricJpeg placement(float real2Ir, int offsetX, int offsetY) {
        placement.putFloat(0, real2Ir).putShort(4, (short) offsetX).putShort(6, (short) offsetY);
        return this;
    }

    /** Returns the file. */
    public byte[] bytes() {
        byte[] jpeg = written(rendered(), "jpg");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        byte[] block = block();
        int last = (block.length - 1) / SEGMENT;
        for (int i = 0; i <= last; i++) {
            byte[] part = Arrays.copyOfRange(block, i * SEGMENT, Math.min((i + 1) * SEGMENT, block.length));
            int length = part.length + 10;
            out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length});
            out.writeBytes("FLIR\0".getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes(new byte[] {1, (byte) i, (byte) last});
            out.writeBytes(part);
        }
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private BufferedImage rendered() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, ((x * 17 % 256) << 16) | ((y * 29 % 256) << 8) | 0x80);
            }
        }
        return image;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Item(int type, byte[] content) {}

    private byte[] block() {
        List<Item> items = new ArrayList<>();
        items.add(new Item(0x20, camera.array()));
        items.add(new Item(0x01, raw()));
        BufferedImage shown = visible;
        if (shown != null) {
            byte[] image = written(shown, "jpg");
            items.add(new Item(0x0E, image(shown.getWidth(), shown.getHeight(), 3, ByteOrder.LITTLE_ENDIAN, image)));
            items.add(new Item(0x2A, placement.array()));
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ByteBuffer directory = ByteBuffer.allocate(HEADER + 14 * ENTRY);
        directory.put(0, "FFF\0".getBytes(StandardCharsets.ISO_8859_1));
        directory.putInt(0x14, 100).putInt(0x18, HEADER).putInt(0x1C, 14);
        for (int i = 0; i < items.size(); i++) {
            int entry = HEADER + i * ENTRY;
            directory.putShort(entry, (short) items.get(i).type);
            directory.putInt(entry + 0x0C, directory.capacity() + content.size());
            directory.putInt(entry + 0x10, items.get(i).content.length);
            content.writeBytes(items.get(i).content);
        }
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(directory.array());
        block.writeBytes(content.toByteArray());
        return block.toByteArray();
    }

    private byte[] raw() {
        return switch (form) {
            case LITTLE_ENDIAN -> image(width, height, 2, ByteOrder.LITTLE_ENDIAN, samples(ByteOrder.LITTLE_ENDIAN));
            case BIG_ENDIAN -> image(width, height, 2, ByteOrder.BIG_ENDIAN, samples(ByteOrder.BIG_ENDIAN));
            case PNG, SWAPPED_PNG -> {
                BufferedImage png = new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
                int[] stored = Arrays.stream(counts)
                        .map(count -> form == Form.PNG ? count : ((count & 0xFF) << 8) | (count >> 8))
                        .toArray();
                png.getRaster().setPixels(0, 0, width, height, stored);
                yield image(width, height, 2, ByteOrder.LITTLE_ENDIAN, written(png, "png"));
            }
        };
    }

    private byte[] samples(ByteOrder order) {
        ByteBuffer samples = ByteBuffer.allocate(2 * counts.length).order(order);
        for (int count : counts) {
            samples.putShort((short) count);
        }
        return samples.array();
    }

    private static byte[] image(int width, int height, int mark, ByteOrder order, byte[] content) {
        ByteBuffer image = ByteBuffer.allocate(IMAGE_AT + content.length).order(order);
        image.putShort((short) mark).putShort((short) width).putShort((short) height);
        image.put(IMAGE_AT, content);
        return image.array();
    }

    private static byte[] written(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("no writer of " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
