// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The block of records that FLIR cameras write into JPEG files, cut over several segments APP1.
 *
 * <p>Segment: {@code "FLIR\0"}, 1, index, last index, part of the block; some cameras state 0 as last index. Block: a header
 * of 64 bytes with {@code "FFF\0"} or {@code "AFF\0"}, at 0x14 the version (100 to 199 in the byte order of the directory), at
 * 0x18 position and at 0x1c length of the directory; its entries of 32 bytes have the type at 0, the record's position at 0x0c
 * and its length at 0x10. Source: the field tables that ExifTool documents for the makernotes of FLIR.
 */
final class FlirBlock {
    /** The beginning of a segment. */
    static final String SIGNATURE = "FLIR\0";

    static final int RAW_DATA = 0x01;
    static final int EMBEDDED_IMAGE = 0x0E;
    static final int CAMERA = 0x20;
    static final int PLACEMENT = 0x2A;

    private static final int INDEX_AT = 6;
    private static final int LAST_AT = 7;
    private static final int SEGMENT_HEADER = 8;
    private static final int HEADER = 64;
    private static final int VERSION_AT = 0x14;
    private static final int DIRECTORY_AT = 0x18;
    private static final int COUNT_AT = 0x1C;
    private static final int ENTRY = 32;
    private static final int OFFSET_IN_ENTRY = 0x0C;
    private static final int LENGTH_IN_ENTRY = 0x10;

    private final Map<Integer, FlirRecord> records = new HashMap<>();

    private FlirBlock() {}

    /**
     * Reads the block.
     *
     * @param segments as they are in the file
     * @throws IOException if a segment is missing, or the block's parts contradict each other
     */
    static FlirBlock of(List<byte[]> segments) throws IOException {
        FlirBlock block = new FlirBlock();
        block.read(joined(segments));
        return block;
    }

    private static byte[] joined(List<byte[]> segments) throws IOException {
        byte[][] parts = new byte[segments.size()][];
        int last = 0;
        for (byte[] segment : segments) {
            if (segment.length < SEGMENT_HEADER) {
                throw new IOException("a segment of its thermal data is cut");
            }
            int index = segment[INDEX_AT] & 0xFF;
            last = Math.max(last, segment[LAST_AT] & 0xFF);
            if (index >= parts.length || parts[index] != null) {
                throw new IOException("segments of its thermal data are missing or there twice");
            }
            parts[index] = segment;
        }
        if (last != 0 && last != parts.length - 1) {
            throw new IOException("it holds " + parts.length + " of " + (last + 1) + " segments of its thermal data");
        }
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            block.write(part, SEGMENT_HEADER, part.length - SEGMENT_HEADER);
        }
        return block.toByteArray();
    }

    private void read(byte[] block) throws IOException {
        if (block.length < HEADER || block[1] != 'F' || block[2] != 'F' || block[3] != 0) {
            throw new IOException("its thermal data has no header");
        }
        ByteBuffer header = ByteBuffer.wrap(block);
        if (!isVersion(header.getInt(VERSION_AT))) {
            header.order(ByteOrder.LITTLE_ENDIAN);
            if (!isVersion(header.getInt(VERSION_AT))) {
                throw new IOException("its thermal data is of an unknown version");
            }
        }
        int directory = header.getInt(DIRECTORY_AT);
        int count = header.getInt(COUNT_AT);
        if (directory < HEADER || directory > block.length || count < 0 || count > (block.length - directory) / ENTRY) {
            throw new IOException("the directory of its thermal data is cut");
        }
        for (int i = 0; i < count; i++) {
            int entry = directory + i * ENTRY;
            int type = header.getShort(entry) & 0xFFFF;
            int offset = header.getInt(entry + OFFSET_IN_ENTRY);
            int length = header.getInt(entry + LENGTH_IN_ENTRY);
            if (type == 0 || records.containsKey(type)) {
                continue;
            }
            if (offset < 0 || length < 0 || offset > block.length - length) {
                throw new IOException("record " + type + " of its thermal data is outside of the data");
            }
            records.put(type, new FlirRecord(Arrays.copyOfRange(block, offset, offset + length)));
        }
    }

    private static boolean isVersion(int version) {
        return version >= 100 && version < 200;
    }

    /** Returns the first record of a type. */
    Optional<FlirRecord> record(int type) {
        return Optional.ofNullable(records.get(type));
    }
}
