// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What photographers expect to keep; the formats are tested with the library. */
class KeptMetadataTest {
    @TempDir
    private Path folder;

    private Path photograph() throws IOException {
        byte[] jpeg = ImageFiles.encode(
                TestImages.visible(48, 40), new WriteOptions(ImageFormat.JPEG, BitDepth.BITS_8, Rounding.NEAREST));
        ByteBuffer exif = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        exif.put("Exif\0\0II".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 42)
                .putInt(8);
        exif.putShort((short) 1)
                .putShort((short) 0x10F)
                .putShort((short) 2)
                .putInt(5)
                .putInt(26)
                .putInt(0);
        exif.put("ACME\0".getBytes(StandardCharsets.ISO_8859_1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 20);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (2 + exif.capacity())});
        out.writeBytes(exif.array());
        out.write(jpeg, 20, jpeg.length - 20);
        return Files.write(folder.resolve("vi.jpg"), out.toByteArray());
    }

    @Test
    void theFusedImageNamesTheCameraUnlessItIsStripped() throws IOException {
        Path infrared = TestImages.write(folder.resolve("ir.png"), TestImages.infrared(48, 40));
        Path visible = photograph();
        for (String name : new String[] {"kept.png", "kept.jpg", "kept.tiff"}) {
            Path out = folder.resolve(name);
            Run run = Run.of(
                    "fuse",
                    "--ir",
                    infrared.toString(),
                    "--vi",
                    visible.toString(),
                    "-m",
                    "average",
                    "-o",
                    out.toString());
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(ImageFiles.describe(out, DecodeLimits.defaults()).make()).isEqualTo("ACME");
            Run stripped = Run.of(
                    "fuse",
                    "--ir",
                    infrared.toString(),
                    "--vi",
                    visible.toString(),
                    "-m",
                    "average",
                    "-o",
                    out.toString(),
                    "--overwrite",
                    "--strip");
            assertThat(stripped.status()).as(stripped.err()).isZero();
            assertThat(ImageFiles.describe(out, DecodeLimits.defaults()).make()).isEmpty();
        }
    }
}
