// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file, with their check sums: the reader of the JDK checks neither the check sums nor the end of the
 * file.
 */
final class PngChunks {
    private static final Set<String> CHECKED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final int NAME_LENGTH = 4;
    private static final int COLOR_LENGTH = 3;

    private int paletteSize;
    private Optional<byte[]> exif = Optional.empty();

    private PngChunks() {}

    /**
     * Walks through the file.
     *
     * @throws IOException if it ends before its last chunk, or a chunk that matters does not have its check sum
     */
    static PngChunks check(byte[] bytes) throws IOException {
        PngChunks chunks = new PngChunks();
        ByteBuffer in = ByteBuffer.wrap(bytes).position(ImageFormat.SIGNATURE_LENGTH);
        String name = "";
        while (!name.equals("IEND")) {
            if (in.remaining() < Integer.BYTES + NAME_LENGTH) {
                throw new EOFException();
            }
            int length = in.getInt();
            if (length < 0 || length > in.remaining() - NAME_LENGTH - Integer.BYTES) {
                throw new EOFException();
            }
            int start = in.position();
            name = new String(bytes, start, NAME_LENGTH, StandardCharsets.ISO_8859_1);
            int found = in.position(start + NAME_LENGTH + length).getInt();
            if (CHECKED.contains(name) && found != checkSum(bytes, start, NAME_LENGTH + length)) {
                throw new IOException("its part " + name + " at byte " + start + " has a wrong check sum");
            }
            chunks.take(name, in.slice(start + NAME_LENGTH, length));
        }
        return chunks;
    }

    private static int checkSum(byte[] bytes, int start, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, start, length);
        return (int) sum.getValue();
    }

    private void take(String name, ByteBuffer data) {
        if (name.equals("PLTE")) {
            paletteSize = data.remaining() / COLOR_LENGTH;
        } else if (name.equals("eXIf")) {
            byte[] block = new byte[data.remaining()];
            data.get(block);
            exif = Optional.of(block);
        }
    }

    /** Returns the number of colors of the palette, 0 if there is none. */
    int paletteSize() {
        return paletteSize;
    }

    /** Returns the EXIF block, if there is one. */
    Optional<byte[]> exif() {
        return exif;
    }
}
