// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Memory that the process holds, Java's heap and native memory, where the system reports it: on Linux. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int KIBI = 1024;

    private ProcessMemory() {}

    /** Returns the most bytes that the process held at once. */
    public static OptionalLong peak() {
        return bytes("VmHWM:");
    }

    /** Returns the bytes that it holds now. */
    public static OptionalLong resident() {
        return bytes("VmRSS:");
    }

    private static OptionalLong bytes(String name) {
        try {
            String status = Files.readString(STATUS);
            int line = status.indexOf(name);
            return line < 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(KIBI
                            * Long.parseLong(status.substring(line + name.length(), status.indexOf(" kB", line))
                                    .strip()));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
