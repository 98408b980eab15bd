// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.platform.ProcessMemory;
import io.github.psfusion.tensors.Backend;
import java.util.OptionalLong;

/**
 * Memory of freed maps that the process keeps for the next ones. Keeping it is half of the speed, but large maps leave holes that the
 * next ones do not fit, and without a bound the process would grow to several times of what it needs. Thread-safe.
 */
final class MemoryTrimmer {
    /** Smaller ones do not change much, and asking the system takes time. */
    private static final long LARGE_MAP = 32_000_000;

    /** Small images may always keep this much: fusing 640 x 480 pixels comes to 1.2 GB. */
    private static final long ALWAYS_ALLOWED = 1_300_000_000;

    /** Large ones may hold this much more than their plan. */
    private static final long SLACK = 500_000_000;

    private final Backend backend;
    private long others = -1; // what the process holds beside maps; -1: not known yet

    MemoryTrimmer(Backend backend) {
        this.backend = backend;
    }

    /** Notes what the process holds before its first run. */
    synchronized void begin() {
        if (others < 0) {
            others = ProcessMemory.resident().orElse(Long.MAX_VALUE / 2);
        }
    }

    /**
     * Gives back what is kept, if with a further map there were too much.
     *
     * @param bytes of a map that will be taken now
     * @param live bytes of the maps that are in use before
     * @param peak the most bytes of maps that the plan has in use at once
     */
    synchronized void taking(long bytes, long live, long peak) {
        if (bytes < LARGE_MAP) {
            return;
        }
        OptionalLong resident = ProcessMemory.resident();
        if (resident.orElse(0) + bytes > others + Math.max(ALWAYS_ALLOWED, peak + SLACK)) {
            backend.trimMemory();
            ProcessMemory.resident().ifPresent(left -> others = Math.max(others, left - live));
        }
    }
}
