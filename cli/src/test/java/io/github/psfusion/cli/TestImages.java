// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** Small image files for tests. */
final class TestImages {
    private TestImages() {}

    /** A gray image with a bright square. */
    static Plane infrared(int width, int height) {
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            boolean inside = i % width > width / 3 && i / width > height / 3;
            samples[i] = inside ? 0.8f : 0.2f + (i % 7) / 100f;
        }
        return Plane.wrap(width, height, samples);
    }

    /** An image in color. */
    static ColorImage visible(int width, int height) {
        float[] red = new float[width * height];
        float[] green = new float[width * height];
        float[] blue = new float[width * height];
        for (int i = 0; i < red.length; i++) {
            red[i] = (i % width) / (float) width;
            int row = i / width;
            green[i] = row / (float) height;
            blue[i] = 0.3f;
        }
        return new ColorImage(
                Plane.wrap(width, height, red), Plane.wrap(width, height, green), Plane.wrap(width, height, blue));
    }

    /** Writes a PNG; makes its folder. */
    static Path write(Path file, Image image) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        ImageFiles.write(file, image, WriteOptions.png());
        return file;
    }

    /** Writes a PNG whose header declares a size that the file does not hold. */
    static Path writeHeaderOnly(Path file, int width, int height) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(header)) {
            data.write("IHDR".getBytes(StandardCharsets.US_ASCII));
            data.writeInt(width);
            data.writeInt(height);
            data.write(new byte[] {8, 2, 0, 0, 0});
        }
        CRC32 sum = new CRC32();
        sum.update(header.toByteArray());
        try (DataOutputStream data = new DataOutputStream(Files.newOutputStream(file))) {
            data.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
            data.writeInt(header.size() - 4);
            data.write(header.toByteArray());
            data.writeInt((int) sum.getValue());
        }
        return file;
    }
}
