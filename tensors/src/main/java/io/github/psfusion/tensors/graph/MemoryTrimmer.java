// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.platform.ProcessMemory;
import io.github.psfusion.tensors.Backend;
import java.util.OptionalLong;

/**
 * Trims the memory of freed activations that the process keeps for later ones. Keeping it saves time, but large activations leave
 * gaps that later ones do not fit into, and without a bound the process grows to several times of what it needs. Thread-safe.
 */
final class MemoryTrimmer {
    /** Smaller activations do not change much, and reading the process's memory takes time. */
    private static final long LARGE_ACTIVATION = 32_000_000;

    /** Bytes that small images may always keep. */
    private static final long ALWAYS_ALLOWED = 1_300_000_000;

    /** Bytes that large images may keep beyond the peak of their plan. */
    private static final long SLACK = 500_000_000;

    private final Backend backend;
    private long baseline = -1; // bytes that the process holds beside activations; -1: not known yet

    MemoryTrimmer(Backend backend) {
        this.backend = backend;
    }

    /** Notes what the process holds before its first run. */
    synchronized void begin() {
        if (baseline < 0) {
            baseline = ProcessMemory.resident().orElse(Long.MAX_VALUE / 2);
        }
    }

    /**
     * Trims, if a further activation would exceed the bound.
     *
     * @param bytes of an activation that is allocated next
     * @param live bytes of the activations that are live before
     * @param peak the most bytes of activations that the plan has live at once
     */
    synchronized void beforeAllocation(long bytes, long live, long peak) {
        if (bytes < LARGE_ACTIVATION) {
            return;
        }
        OptionalLong resident = ProcessMemory.resident();
        if (resident.orElse(0) + bytes > baseline + Math.max(ALWAYS_ALLOWED, peak + SLACK)) {
            backend.trimMemory();
            ProcessMemory.resident().ifPresent(left -> baseline = Math.max(baseline, left - live));
        }
    }
}
