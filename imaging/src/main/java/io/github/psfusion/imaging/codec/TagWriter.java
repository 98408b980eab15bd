// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Writes directories of tags in the form of TIFF. */
final class TagWriter {
    private static final int HEADER = 8;
    private static final int ENTRY = 12;
    private static final int INLINE = 4;
    private static final int MAGIC = 42;

    private final ByteOrder order;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TagWriter(ByteOrder order) {
        this.order = order;
    }

    /** Begins a block of its own, big endian. */
    static TagWriter block() {
        TagWriter writer = new TagWriter(ByteOrder.BIG_ENDIAN);
        writer.out.writeBytes(ByteBuffer.allocate(HEADER)
                .put((byte) 'M')
                .put((byte) 'M')
                .putShort((short) MAGIC)
                .putInt(0)
                .array());
        return writer;
    }

    /** Continues a TIFF file. */
    static TagWriter after(byte[] tiff) {
        TagWriter writer = new TagWriter(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        writer.out.writeBytes(tiff);
        return writer;
    }

    /**
     * Writes a directory.
     *
     * @return where it stands
     */
    int directory(Collection<MetadataTag> tags) {
        Map<Integer, MetadataTag> sorted = new TreeMap<>();
        tags.forEach(tag -> sorted.put(tag.tag(), tag));
        ByteBuffer directory =
                ByteBuffer.allocate(2 + sorted.size() * ENTRY + INLINE).order(order);
        directory.putShort((short) sorted.size());
        for (MetadataTag tag : sorted.values()) {
            byte[] values = tag.in(order);
            directory.putShort((short) tag.tag()).putShort((short) tag.type()).putInt(tag.count());
            if (values.length > INLINE) {
                directory.putInt(append(values));
            } else {
                directory.put(values).put(new byte[INLINE - values.length]);
            }
        }
        return append(directory.array());
    }

    private int append(byte[] bytes) {
        if (out.size() % 2 == 1) {
            out.write(0); // values and directories begin at even positions
        }
        int at = out.size();
        out.writeBytes(bytes);
        return at;
    }

    /** Returns the file, whose first directory is there. */
    byte[] file(int first) {
        byte[] file = out.toByteArray();
        ByteBuffer.wrap(file).order(order).putInt(4, first);
        return file;
    }
}
