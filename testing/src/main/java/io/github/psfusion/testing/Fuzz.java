// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Hands seeded mutations of sound files to a reader, and fails if one lets anything escape but what the case catches, takes more than
 * 5 s of CPU time, or allocates more than 500 MB.
 *
 * <p>{@code -Dpsfusion.fuzz=10000} sets the number of mutations, {@code -Dpsfusion.seed=N} runs one of them alone.
 */
public final class Fuzz {
    private static final long MOST_NANOSECONDS = 5_000_000_000L;
    private static final long MOST_BYTES = 500_000_000L;

    /** Numbers at which sizes and counts go wrong. */
    private static final long[] LIMITS = {
        0,
        1,
        -1,
        0x7F,
        0x80,
        0xFF,
        0x7FFF,
        0xFFFF,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xFFFFFFFFL,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final String name;
    private final long count;
    private final byte[][] samples;

    private Fuzz(String name, long count, byte[][] samples) {
        this.name = name;
        this.count = count;
        this.samples = samples;
    }

    /** Reads one mutation; catches what the reader's documentation allows. */
    @FunctionalInterface
    public interface Case {
        /** Reads the bytes. */
        void read(byte[] bytes) throws Exception;
    }

    /**
     * Prepares mutations.
     *
     * @param name of the format, for failures
     * @param count mutations of a usual test run
     * @param samples sound files, at least one, none empty
     */
    public static Fuzz of(String name, int count, byte[]... samples) {
        return new Fuzz(name, Long.getLong("psfusion.fuzz", count), samples);
    }

    /** Reads all mutations. */
    public void run(Case reading) {
        Long only = Long.getLong("psfusion.seed");
        if (only != null) {
            run(only, reading);
            return;
        }
        for (long seed = 0; seed < count; seed++) {
            run(seed, reading);
        }
    }

    private void run(long seed, Case reading) {
        byte[] bytes = mutation(seed);
        measure(name + ", -Dpsfusion.seed=" + seed, () -> reading.read(bytes));
    }

    /** Something that is measured. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        void run() throws Exception;
    }

    /**
     * Does a work within the limits of time and memory, for inputs that are made by hand.
     *
     * @param what for failures
     * @throws AssertionError if anything escapes or a limit is passed
     */
    public static void measure(String what, Work work) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytesBefore = thread.getCurrentThreadAllocatedBytes();
        long timeBefore = thread.getCurrentThreadCpuTime();
        try {
            work.run();
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(what + ": " + e, e);
        }
        long allocated = thread.getCurrentThreadAllocatedBytes() - bytesBefore;
        long nanoseconds = thread.getCurrentThreadCpuTime() - timeBefore;
        if (allocated > MOST_BYTES || nanoseconds > MOST_NANOSECONDS) {
            throw new AssertionError(what + ": " + allocated + " bytes allocated, " + nanoseconds + " ns of CPU time");
        }
    }

    private byte[] mutation(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = samples[random.nextInt(samples.length)].clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            bytes = changed(bytes, random);
        }
        return bytes;
    }

    private static byte[] changed(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(16), bytes.length - at);
        switch (random.nextInt(9)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> bytes[at] = bytes[random.nextInt(bytes.length)];
            case 3 -> {
                return Arrays.copyOf(bytes, at); // cut off
            }
            case 4 -> {
                return joined(bytes, at, bytes, at + length, bytes.length); // a piece is missing
            }
            case 5 -> {
                return joined(bytes, at + length, bytes, at, bytes.length); // a piece comes twice
            }
            case 6 -> {
                byte[] more = new byte[length];
                random.nextBytes(more);
                return joined(joined(bytes, at, more, 0, length), at + length, bytes, at, bytes.length);
            }
            case 7 -> putLimit(bytes, at, random);
            default -> {
                // A digit, so that text numbers change without becoming unreadable.
                for (int i = at; i < bytes.length; i++) {
                    if (bytes[i] >= '0' && bytes[i] <= '9') {
                        bytes[i] = (byte) ('0' + random.nextInt(10));
                        break;
                    }
                }
            }
        }
        return bytes;
    }

    private static void putLimit(byte[] bytes, int at, SplittableRandom random) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long value = LIMITS[random.nextInt(LIMITS.length)];
        int room = bytes.length - at;
        if (room >= Long.BYTES && random.nextBoolean()) {
            buffer.putLong(at, value);
        } else if (room >= Integer.BYTES) {
            buffer.putInt(at, (int) value);
        } else {
            bytes[at] = (byte) value;
        }
    }

    /** Returns the first bytes of one array and a part of another. */
    private static byte[] joined(byte[] first, int length, byte[] second, int from, int to) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(first, 0, length);
        all.write(second, from, to - from);
        return all.toByteArray();
    }
}
