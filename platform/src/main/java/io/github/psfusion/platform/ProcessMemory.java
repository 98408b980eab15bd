// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.nio.file.Path;
import java.util.OptionalLong;

/** Memory that the process holds, Java's heap and native memory together; known on Linux only. */
public final class ProcessMemory {
    static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /** Returns the largest number of bytes that the process has held so far. */
    public static OptionalLong peak() {
        return KernelFile.bytes(STATUS, "VmHWM:");
    }

    /** Returns the number of bytes that the process holds now. */
    public static OptionalLong resident() {
        return KernelFile.bytes(STATUS, "VmRSS:");
    }
}
