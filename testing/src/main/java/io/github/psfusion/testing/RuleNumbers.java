// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing;

import java.nio.charset.StandardCharsets;

/**
 * Test numbers that are a pure function of a name and an index, so that no weight file has to be shipped: splitmix64
 * keyed by the 64-bit FNV-1a hash of the name.
 */
public final class RuleNumbers {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private RuleNumbers() {}

    /** Returns the uniform number in [-1, 1) of this name and index. */
    public static double uniform(long hash, long index) {
        long z = hash + (index + 1) * GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 11) * 0x1.0p-52 - 1.0;
    }

    /** Returns the first uniform numbers in [-1, 1) of this name. */
    public static double[] uniform(String name, int count) {
        long hash = hash(name);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = uniform(hash, i);
        }
        return numbers;
    }

    /** Returns the FNV-1a hash of the name's UTF-8 bytes. */
    public static long hash(String name) {
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return hash;
    }

    /**
     * Returns the test weights of a parameter or buffer.
     *
     * @param name its key in the state dict
     * @param sizes its shape
     * @param factor the gain of tensors of two or more dimensions, 1 unless stated
     */
    public static float[] weights(String name, long[] sizes, double factor) {
        int count = 1;
        for (long size : sizes) {
            count = Math.multiplyExact(count, Math.toIntExact(size));
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        double scale;
        double shift = 0;
        if (last.equals("num_batches_tracked")) {
            return new float[count];
        } else if (last.equals("running_var")) {
            scale = 0.25;
            shift = 1;
        } else if (last.equals("running_mean")
                || last.equals("bias")
                || (sizes.length == 1 && !last.equals("weight"))) {
            scale = last.startsWith("gamma") ? 0.1 * factor : 0.1;
        } else if (sizes.length == 1) {
            scale = 0.1;
            shift = 1;
        } else if (sizes.length == 0) {
            scale = 1;
        } else {
            scale = factor * Math.sqrt(3.0 / ((double) count / sizes[0]));
        }
        long hash = hash(name);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (shift + scale * uniform(hash, i));
        }
        return values;
    }
}
