// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Memory that the process may use: that of the machine, or of the container in which it runs. */
public final class SystemMemory {
    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

    private SystemMemory() {}

    /** Returns the bytes of the container where it has a limit, else those of the machine. */
    public static long totalBytes() {
        return system().getTotalMemorySize();
    }

    /** Returns the bytes of {@link #totalBytes} that nobody uses now. */
    public static long freeBytes() {
        return system().getFreeMemorySize();
    }

    /** Returns whether a container allows less memory than the machine has; false where that is not known. */
    public static boolean isLimitedByContainer() {
        return KernelFile.bytes(MEMORY_INFO, "MemTotal:").orElse(0) > totalBytes();
    }

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }
}
