// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

/**
 * The limits beyond which a file is refused.
 *
 * @param pickleBytes length of a pickle
 * @param nesting containers within containers
 * @param memoEntries values that a pickle may store for reuse
 * @param tensors number of tensors
 * @param dataBytes bytes of all tensors, counted as if none shared memory
 */
public record ReadLimits(long pickleBytes, int nesting, int memoEntries, int tensors, long dataBytes) {
    /** Checks that every limit is at least 1. */
    public ReadLimits {
        if (pickleBytes < 1 || nesting < 1 || memoEntries < 1 || tensors < 1 || dataBytes < 1) {
            throw new IllegalArgumentException("limits must be at least 1: pickle " + pickleBytes + ", nesting "
                    + nesting + ", memo " + memoEntries + ", tensors " + tensors + ", data " + dataBytes);
        }
    }

    /** Returns limits that every published network keeps: 64 MiB, 100, a million, 100 000 and 8 GiB. */
    public static ReadLimits defaults() {
        return new ReadLimits(64L << 20, 100, 1_000_000, 100_000, 8L << 30);
    }

    /** Returns these limits with another one for the bytes of all tensors. */
    public ReadLimits withDataBytes(long bytes) {
        return new ReadLimits(pickleBytes, nesting, memoEntries, tensors, bytes);
    }

    /** Returns these limits with another one for the number of tensors. */
    public ReadLimits withTensors(int count) {
        return new ReadLimits(pickleBytes, nesting, memoEntries, count, dataBytes);
    }
}
