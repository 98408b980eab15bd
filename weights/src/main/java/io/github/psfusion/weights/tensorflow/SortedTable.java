// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.tensorflow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * LevelDB's sorted string table: blocks of keys with values, and at the end a footer with the position of the block that lists the
 * others.
 *
 * <p>Format: github.com/google/leveldb, doc/table_format.md.
 */
final class SortedTable {
    private static final int FOOTER = 48;
    private static final long MAGIC = 0xDB4775248B80FB57L;

    /** Behind each block: a byte for the compression, four for the check sum. */
    private static final int TRAILER = 5;

    private static final byte STORED = 0;
    private static final byte COMPRESSED = 1;

    /** Writers cut blocks near 256 KiB. */
    private static final int MAX_BLOCK = 64 << 20;

    /** Names of variables are much shorter. A key may repeat most of the one before, at next to no cost in the file. */
    private static final int MAX_KEY = 1024;

    private final ByteBuffer bytes;
    private final long blocksEnd;
    private long reached;

    /** Gets the entries of a table, in ascending order of their keys. */
    @FunctionalInterface
    interface Visitor {
        /** Takes an entry; the value is little-endian. */
        void entry(byte[] key, ByteBuffer value) throws IOException;
    }

    private record Handle(long offset, long size) {
        static Handle read(ByteBuffer bytes) throws BundleException {
            return new Handle(Varint.read(bytes), Varint.read(bytes));
        }
    }

    private SortedTable(ByteBuffer bytes) {
        this.bytes = bytes;
        blocksEnd = (long) bytes.limit() - FOOTER;
    }

    /** Returns whether a file of these last bytes is such a table. */
    static boolean endsAsTable(ByteBuffer last) {
        return last.limit() >= FOOTER
                && last.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong(last.limit() - Long.BYTES) == MAGIC;
    }

    /**
     * Reads all entries.
     *
     * @param file its bytes, from position 0
     * @param visitor may throw, to leave early
     */
    static void read(ByteBuffer file, Visitor visitor) throws IOException {
        if (!endsAsTable(file)) {
            throw new BundleException("its last " + FOOTER + " bytes are not those of a table");
        }
        new SortedTable(file).read(visitor);
    }

    private void read(Visitor visitor) throws IOException {
        ByteBuffer footer = bytes.slice((int) blocksEnd, FOOTER);
        var unused = within(Handle.read(footer)); // of the metaindex, which holds nothing of use
        Handle index = Handle.read(footer);
        Visitor ordered = new Ascending(visitor);
        entries(index, new Ascending((key, value) -> {
            Handle block = Handle.read(value);
            // Blocks follow one another: none is read twice.
            if (block.offset < reached) {
                throw new BundleException("block at offset " + block.offset + ": the one before ends at " + reached);
            }
            entries(block, ordered);
            reached = block.offset + block.size + TRAILER;
        }));
    }

    /** Makes sure that each key is greater than the one before. */
    private static final class Ascending implements Visitor {
        private final Visitor visitor;
        private byte @Nullable [] last;

        Ascending(Visitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public void entry(byte[] key, ByteBuffer value) throws IOException {
            if (last != null && Arrays.compareUnsigned(last, key) >= 0) {
                throw new BundleException("the keys do not ascend");
            }
            last = key;
            visitor.entry(key, value);
        }
    }

    private Handle within(Handle handle) throws BundleException {
        if (handle.offset < 0 || handle.size < 0 || handle.offset > blocksEnd - TRAILER - handle.size) {
            throw new BundleException(
                    "a block of " + Long.toUnsignedString(handle.size) + " bytes is expected at offset "
                            + Long.toUnsignedString(handle.offset) + ", but the blocks end at " + blocksEnd);
        }
        return handle;
    }

    /** Returns the contents of a block, checked and decompressed. */
    private ByteBuffer contents(Handle handle) throws BundleException {
        int size = (int) within(handle).size;
        ByteBuffer stored = bytes.slice((int) handle.offset, size + TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        if (MaskedCrc32c.of(stored.slice(0, size + 1)) != stored.getInt(size + 1)) {
            throw new BundleException("block at offset " + handle.offset + " has another check sum than it declares");
        }
        ByteBuffer contents = stored.slice(0, size).order(ByteOrder.LITTLE_ENDIAN);
        byte compression = stored.get(size);
        return switch (compression) {
            case STORED -> contents;
            case COMPRESSED -> Snappy.decompress(contents, MAX_BLOCK);
            default ->
                throw new BundleException(
                        "block at offset " + handle.offset + " has the unknown compression " + (compression & 0xFF));
        };
    }

    /** Reads the entries of a block; behind them stand offsets for searching, and their number. */
    private void entries(Handle handle, Visitor visitor) throws IOException {
        ByteBuffer contents = contents(handle);
        int last = contents.limit() - Integer.BYTES;
        long end = last < 0 ? -1 : last - Integer.BYTES * Integer.toUnsignedLong(contents.getInt(last));
        if (end < 0) {
            throw new BundleException("block at offset " + handle.offset + " is shorter than its own list of offsets");
        }
        ByteBuffer entries = contents.slice(0, (int) end).order(ByteOrder.LITTLE_ENDIAN);
        byte[] key = {};
        while (entries.hasRemaining()) {
            int shared = Varint.readLength(entries, key.length, "the shared part of a key");
            int own = Varint.readLength(entries, Math.min(MAX_KEY - shared, entries.limit()), "the rest of a key");
            int valueLength = Varint.readLength(entries, entries.limit(), "a value");
            if (own + (long) valueLength > entries.remaining()) {
                throw new BundleException("block at offset " + handle.offset + ": an entry is longer than the block");
            }
            key = Arrays.copyOf(key, shared + own);
            entries.get(key, shared, own);
            visitor.entry(key, entries.slice(entries.position(), valueLength).order(ByteOrder.LITTLE_ENDIAN));
            entries.position(entries.position() + valueLength);
        }
    }
}
