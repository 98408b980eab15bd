// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.BitDepth;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * How often each level occurs in the images of a batch, by bit depth, as far as an intensity window depends on it. Counts of parts of a
 * batch add up to those of the whole, so that several machines can count and all of them read with one window.
 *
 * @param infrared of infrared images
 * @param temperatures of infrared images that hold temperatures
 * @param visible of visible images
 */
public record LevelCounts(
        Map<BitDepth, long[]> infrared, Map<BitDepth, long[]> temperatures, Map<BitDepth, long[]> visible) {
    /** No image has been counted. */
    public static final LevelCounts NONE = new LevelCounts(Map.of(), Map.of(), Map.of());

    private static final int FORM = 1;

    /** Copies the maps. */
    public LevelCounts {
        infrared = copy(infrared);
        temperatures = copy(temperatures);
        visible = copy(visible);
    }

    private static Map<BitDepth, long[]> copy(Map<BitDepth, long[]> counts) {
        Map<BitDepth, long[]> copies = new EnumMap<>(BitDepth.class);
        counts.forEach((depth, count) -> copies.put(depth, count.clone()));
        return Collections.unmodifiableMap(copies);
    }

    /** Returns whether no image has been counted. */
    public boolean isEmpty() {
        return infrared.isEmpty() && temperatures.isEmpty() && visible.isEmpty();
    }

    /** Returns these counts and those of other images together. */
    public LevelCounts plus(LevelCounts other) {
        return new LevelCounts(
                sum(infrared, other.infrared), sum(temperatures, other.temperatures), sum(visible, other.visible));
    }

    private static Map<BitDepth, long[]> sum(Map<BitDepth, long[]> one, Map<BitDepth, long[]> other) {
        Map<BitDepth, long[]> sums = new EnumMap<>(BitDepth.class);
        one.forEach((depth, count) -> sums.put(depth, count.clone()));
        other.forEach((depth, count) -> sums.merge(depth, count, LevelCounts::sum));
        return sums;
    }

    private static long[] sum(long[] one, long[] other) {
        long[] sum = one.clone();
        for (int level = 0; level < sum.length; level++) {
            sum[level] += other[level];
        }
        return sum;
    }

    /** Returns the counts as bytes, which are few: most levels of most images do not occur. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeByte(FORM);
            for (Map<BitDepth, long[]> counts : List.of(infrared, temperatures, visible)) {
                out.writeByte(counts.size());
                for (Map.Entry<BitDepth, long[]> depth : counts.entrySet()) {
                    out.writeByte(depth.getKey().bits());
                    for (long count : depth.getValue()) {
                        out.writeLong(count);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toBytes} made.
     *
     * @throws IOException if the bytes are damaged or of another version
     */
    public static LevelCounts parse(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            if (in.readByte() != FORM) {
                throw new IOException("counts of levels of another version");
            }
            return new LevelCounts(read(in), read(in), read(in));
        }
    }

    private static Map<BitDepth, long[]> read(DataInputStream in) throws IOException {
        Map<BitDepth, long[]> counts = new EnumMap<>(BitDepth.class);
        int depths = in.readByte();
        for (int i = 0; i < depths; i++) {
            BitDepth depth;
            try {
                depth = BitDepth.ofBits(in.readByte());
            } catch (IllegalArgumentException e) {
                throw new IOException("counts of levels of an unknown depth", e);
            }
            long[] count = new long[depth.max() + 1];
            for (int level = 0; level < count.length; level++) {
                count[level] = in.readLong();
            }
            counts.put(depth, count);
        }
        return counts;
    }
}
