// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;

/** Pairs of images made by rule. */
final class TestImages {
    private TestImages() {}

    /** Returns a gray PNG with warm disks on a cold ground. */
    static byte[] infrared(int width, int height) {
        return ImageFiles.encode(warm(width, height), WriteOptions.png());
    }

    /** Returns a gray PNG of 16 bits whose levels fill a small part of the range. */
    static byte[] infrared16(int width, int height) {
        float[] samples = warm(width, height).toArray();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (7000 + 1500 * samples[i]) / 65535;
        }
        return ImageFiles.encode(
                Plane.wrap(width, height, samples), WriteOptions.png().withDepth(BitDepth.BITS_16));
    }

    private static Plane warm(int width, int height) {
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            double x = (double) (i % width) / width - 0.4;
            double y = (double) (i / width) / height - 0.6;
            samples[i] = (float) (0.15 + 0.8 * Math.exp(-(x * x + y * y) * 60) + 0.05 * ((i % width / 8 + i / width / 8) % 2));
        }
        return Plane.wrap(width, height, samples);
    }

    /** Returns a color PNG with blocks. */
    static byte[] visible(int width, int height) {
        Random random = new Random(7);
        float[][] channels = new float[3][width * height];
        int across = width / 8 + 1;
        float[] colors = new float[3 * across * (height / 8 + 1)];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = random.nextFloat();
        }
        for (int i = 0; i < width * height; i++) {
            int block = i / width / 8 * across + i % width / 8;
            for (int channel = 0; channel < 3; channel++) {
                channels[channel][i] = colors[3 * block + channel];
            }
        }
        ColorImage image = new ColorImage(
                Plane.wrap(width, height, channels[0]),
                Plane.wrap(width, height, channels[1]),
                Plane.wrap(width, height, channels[2]));
        return ImageFiles.encode(image, WriteOptions.png());
    }

    /** Returns a PNG of a few bytes whose header announces a size. */
    static byte[] bomb(int width, int height) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(header);
            fields.writeInt(width);
            fields.writeInt(height);
            fields.write(new byte[] {8, 0, 0, 0, 0});
            chunk(out, "IHDR", header.toByteArray());
            chunk(out, "IDAT", new byte[] {0x78, (byte) 0x9c, 0x63, 0, 0, 0, 1, 0, 1});
            chunk(out, "IEND", new byte[0]);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        out.writeInt(content.length);
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        out.write(name);
        out.write(content);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeInt((int) crc.getValue());
    }
}
