// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Checkpoints in the form of TensorFlow's {@code Saver}, for tests: an index and one file of data. The parts of which an index
 * consists can also be made one by one, to make wrong ones.
 */
public final class TensorFlowBundle {
    private static final byte[] HEADER = {0x08, 1, 0x1A, 2, 0x08, 1};

    private static final int FLOAT32 = 1;
    private static final int RESTART_EVERY = 16;
    private static final int FOOTER = 48;
    private static final long MAGIC = 0xDB4775248B80FB57L;

    private final Map<String, byte[]> entries = new TreeMap<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** Returns the header of one file of data, little-endian, of version 1. */
    public static byte[] header() {
        return HEADER.clone();
    }

    /** Adds a tensor of float32. */
    public TensorFlowBundle with(String name, long[] sizes, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return with(name, FLOAT32, sizes, bytes.array());
    }

    /**
     * Adds a tensor.
     *
     * @param type its number in TensorFlow
     * @param bytes its elements, little-endian in C order
     */
    public TensorFlowBundle with(String name, int type, long[] sizes, byte[] bytes) {
        entries.put(name, entry(type, sizes, data.size(), bytes.length, maskedCrc(bytes, 0, bytes.length)));
        data.writeBytes(bytes);
        return this;
    }

    /** Returns the message that describes a tensor in the first file of data. */
    public static byte[] entry(int type, long[] sizes, long offset, long size, int checkSum) {
        ByteArrayOutputStream shape = new ByteArrayOutputStream();
        for (long sizeOfDimension : sizes) {
            ByteArrayOutputStream dimension = new ByteArrayOutputStream();
            putInteger(dimension, 1, sizeOfDimension);
            putMessage(shape, 2, dimension.toByteArray());
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        putInteger(message, 1, type);
        putMessage(message, 2, shape.toByteArray());
        putInteger(message, 4, offset);
        putInteger(message, 5, size);
        message.write(6 << 3 | 5);
        message.writeBytes(ints(checkSum));
        return message.toByteArray();
    }

    private static void putInteger(ByteArrayOutputStream message, int field, long value) {
        if (value != 0) {
            putVarint(message, (long) field << 3);
            putVarint(message, value);
        }
    }

    private static void putMessage(ByteArrayOutputStream message, int field, byte[] value) {
        putVarint(message, (long) field << 3 | 2);
        putVarint(message, value.length);
        message.writeBytes(value);
    }

    private static void putVarint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    /** Returns LevelDB's check sum of a part of an array. */
    public static int maskedCrc(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        int value = (int) crc.getValue();
        return (value >>> 15 | value << 17) + 0xA282EAD8;
    }

    /** Returns a block that holds the header under the empty key, then the tensors. */
    public byte[] block() {
        Map<String, byte[]> all = new TreeMap<>(entries);
        all.put("", header());
        return block(all);
    }

    /** Returns a block of these keys, taken as bytes of Latin-1, with their values. */
    public static byte[] block(Map<String, byte[]> entries) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        List<Integer> restarts = new ArrayList<>();
        String last = "";
        int count = 0;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            String key = entry.getKey();
            int shared = 0;
            if (count++ % RESTART_EVERY == 0) {
                restarts.add(block.size());
            } else {
                while (shared < Math.min(key.length(), last.length()) && key.charAt(shared) == last.charAt(shared)) {
                    shared++;
                }
            }
            putVarint(block, shared);
            putVarint(block, key.length() - shared);
            putVarint(block, entry.getValue().length);
            block.writeBytes(key.substring(shared).getBytes(StandardCharsets.ISO_8859_1));
            block.writeBytes(entry.getValue());
            last = key;
        }
        if (restarts.isEmpty()) {
            restarts.add(0);
        }
        restarts.forEach(restart -> block.writeBytes(ints(restart)));
        block.writeBytes(ints(restarts.size()));
        return block.toByteArray();
    }

    /** Returns a table of blocks that are stored as they are. */
    public static byte[] table(byte[]... blocks) {
        return table(0, blocks);
    }

    /**
     * Returns a table of blocks.
     *
     * @param compression the number that is written behind each; 1 for blocks that Snappy has compressed
     */
    public static byte[] table(int compression, byte[]... blocks) {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        Map<String, byte[]> index = new TreeMap<>();
        for (byte[] block : blocks) {
            index.put(String.valueOf((char) ('a' + index.size())), putBlock(table, compression, block));
        }
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        footer.writeBytes(putBlock(table, 0, block(Map.of())));
        footer.writeBytes(putBlock(table, 0, block(index)));
        footer.writeBytes(new byte[FOOTER - Long.BYTES - footer.size()]);
        table.writeBytes(footer.toByteArray());
        table.writeBytes(ints((int) MAGIC, (int) (MAGIC >>> Integer.SIZE)));
        return table.toByteArray();
    }

    /** Adds a block; returns where it lies. */
    private static byte[] putBlock(ByteArrayOutputStream table, int compression, byte[] block) {
        ByteArrayOutputStream handle = new ByteArrayOutputStream();
        putVarint(handle, table.size());
        putVarint(handle, block.length);
        byte[] stored = Arrays.copyOf(block, block.length + 1);
        stored[block.length] = (byte) compression;
        table.writeBytes(stored);
        table.writeBytes(ints(maskedCrc(stored, 0, stored.length)));
        return handle.toByteArray();
    }

    /** Returns the file of data. */
    public byte[] data() {
        return data.toByteArray();
    }

    /**
     * Writes the checkpoint.
     *
     * @param prefix what the names of its files begin with
     * @return the index
     */
    public Path write(Path prefix) throws IOException {
        String name = String.valueOf(prefix.getFileName());
        Files.write(prefix.resolveSibling(name + ".data-00000-of-00001"), data());
        return Files.write(prefix.resolveSibling(name + ".index"), table(block()));
    }
}
