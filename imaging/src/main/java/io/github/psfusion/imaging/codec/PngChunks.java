// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The chunks of a PNG file, with their check sums: the reader of the JDK checks neither the check sums nor the end of the
 * file.
 */
final class PngChunks {
    /** A byte of Deflate data stands for at most this many bytes. */
    static final int MOST_INFLATED = 1032;

    /** What pixels depend on. */
    private static final Set<String> CHECKED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private static final int NAME_LENGTH = 4;
    private static final int COLOR_LENGTH = 3;
    /** Where the header states depth, color type and interlacing. */
    private static final int DEPTH = 8;

    private static final int COLOR_TYPE = 9;
    private static final int INTERLACE = 12;
    private static final int HEADER_LENGTH = 13;
    private static final int[] CHANNELS = {1, 0, 3, 1, 2, 0, 4};
    /** Columns and rows of each pass of Adam7 begin here and advance by so many. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final byte[] bytes;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final List<ImageNote> notes = new ArrayList<>();
    private byte[] header = {};
    private int paletteSize;
    private Optional<byte[]> exif = Optional.empty();
    private Optional<byte[]> profile = Optional.empty();
    private Optional<byte[]> physical = Optional.empty();
    private boolean apple;
    private boolean ended = true;

    private PngChunks(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Walks through the file.
     *
     * @throws IOException if a chunk that matters does not have its check sum
     */
    static PngChunks check(byte[] bytes) throws IOException {
        PngChunks chunks = new PngChunks(bytes);
        chunks.walk();
        return chunks;
    }

    private void walk() throws IOException {
        out.write(bytes, 0, ImageFormat.SIGNATURE_LENGTH);
        ByteBuffer in = ByteBuffer.wrap(bytes).position(ImageFormat.SIGNATURE_LENGTH);
        String name = "";
        while (!name.equals("IEND")) {
            int length = in.remaining() < Integer.BYTES + NAME_LENGTH ? -1 : in.getInt();
            if (length < 0 || length > in.remaining() - NAME_LENGTH - Integer.BYTES) {
                ended = false;
                notes.add(new ImageNote(ImageNote.Kind.DAMAGE, "its end is missing"));
                chunk("IEND");
                return;
            }
            int start = in.position();
            name = new String(bytes, start, NAME_LENGTH, StandardCharsets.ISO_8859_1);
            int found = in.position(start + NAME_LENGTH + length).getInt();
            if (CHECKED.contains(name)) {
                if (found != checkSum(bytes, start, NAME_LENGTH + length)) {
                    throw new IOException("its part " + name + " at byte " + start + " has a wrong check sum");
                }
                out.write(bytes, start - Integer.BYTES, Integer.BYTES + NAME_LENGTH + length + Integer.BYTES);
            }
            take(name, in.slice(start + NAME_LENGTH, length));
        }
    }

    private static int checkSum(byte[] bytes, int start, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, start, length);
        return (int) sum.getValue();
    }

    private void chunk(String name) {
        byte[] type = name.getBytes(StandardCharsets.ISO_8859_1);
        out.writeBytes(new byte[Integer.BYTES]);
        out.writeBytes(type);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt(checkSum(type, 0, type.length))
                .array());
    }

    private void take(String name, ByteBuffer content) {
        byte[] block = new byte[content.remaining()];
        content.get(block);
        switch (name) {
            case "IHDR" -> header = block;
            case "PLTE" -> paletteSize = block.length / COLOR_LENGTH;
            case "IDAT" -> data.writeBytes(block);
            case "eXIf" -> exif = Optional.of(block);
            case "iCCP" -> profile = Optional.of(block);
            case "pHYs" -> physical = Optional.of(block);
            case "CgBI" -> apple = true;
            case "acTL" -> {
                int frames =
                        block.length >= Integer.BYTES ? ByteBuffer.wrap(block).getInt() : 1;
                if (frames > 1) {
                    notes.add(new ImageNote(ImageNote.Kind.SEVERAL_IMAGES, "first of " + frames + " frames read"));
                }
            }
            default -> {} // metadata
        }
    }

    /**
     * Checks, where the end is missing, whether the data that are there give every row.
     *
     * @throws IOException if they do not
     */
    void requireAllPixels() throws IOException {
        if (ended) {
            return;
        }
        long missing = header.length == HEADER_LENGTH ? decodedBytes() : Long.MAX_VALUE;
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data.toByteArray());
            byte[] buffer = new byte[1 << 16];
            while (missing > 0) {
                int count = inflater.inflate(buffer);
                if (count == 0) {
                    throw new EOFException();
                }
                missing -= count;
            }
        } catch (DataFormatException e) {
            throw new IOException("its compressed data are damaged", e);
        } finally {
            inflater.end();
        }
    }

    /** Returns the bytes of all rows, each with its filter byte. */
    private long decodedBytes() {
        ByteBuffer fields = ByteBuffer.wrap(header);
        long width = fields.getInt(0);
        long height = fields.getInt(Integer.BYTES);
        if (header[INTERLACE] == 0) {
            return rows(width, height);
        }
        long sum = 0;
        for (int[] pass : PASSES) {
            sum += rows((width - pass[0] + pass[2] - 1) / pass[2], (height - pass[1] + pass[3] - 1) / pass[3]);
        }
        return sum;
    }

    private long rows(long width, long height) {
        int type = header[COLOR_TYPE];
        int channels = type >= 0 && type < CHANNELS.length ? CHANNELS[type] : 0;
        return width <= 0 || height <= 0
                ? 0
                : height * (1 + (width * channels * header[DEPTH] + Byte.SIZE - 1) / Byte.SIZE);
    }

    /** Returns whether the data can hold all pixels of the header's size at all. */
    boolean isPlausible() {
        return header.length != HEADER_LENGTH || decodedBytes() <= (long) MOST_INFLATED * data.size() + MOST_INFLATED;
    }

    /** Returns what makes this file one that is not read, if anything. */
    Optional<String> refusal() {
        return apple ? Optional.of("a PNG of Apple's own variant (CgBI), which is not read") : Optional.empty();
    }

    /** Returns the number of colors of the palette, 0 if there is none. */
    int paletteSize() {
        return paletteSize;
    }

    /** Returns the EXIF block, if there is one. */
    Optional<byte[]> exif() {
        return exif;
    }

    /** Returns the chunk of the color profile: a name, and the profile compressed. */
    Optional<byte[]> profile() {
        return profile;
    }

    /** Returns the chunk of the resolution. */
    Optional<byte[]> physical() {
        return physical;
    }

    List<ImageNote> notes() {
        return notes;
    }

    /** Returns the file without anything that no pixel depends on, and with its end. */
    byte[] canonical() {
        return out.toByteArray();
    }
}
