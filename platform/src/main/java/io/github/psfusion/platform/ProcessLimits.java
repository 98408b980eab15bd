// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the system allows this process, as set by {@code ulimit}; known on Linux only. */
public final class ProcessLimits {
    private static final Path LIMITS = Path.of("/proc/self/limits");

    /** No program of ours comes near a limit of more threads. */
    private static final long LARGE = 2_000;

    private ProcessLimits() {}

    /**
     * Returns the bytes of addresses that the process can still reserve; empty where there is no limit. Native libraries reserve
     * more than they use, and end the process, or wait for ever, where they get nothing.
     */
    public static OptionalLong addressSpaceLeft() {
        try {
            String limits = Files.readString(LIMITS);
            String status = Files.readString(ProcessMemory.STATUS);
            return least(
                    left(limits, "Max address space", status, "VmSize:"),
                    left(limits, "Max data size", status, "VmData:"));
        } catch (IOException e) {
            return OptionalLong.empty(); // not Linux
        }
    }

    /**
     * Returns how many threads the process can still start: those of all processes of the user count. Empty where the limit is not
     * worth counting, and for the administrator, for whom there is none.
     */
    public static OptionalLong threadsLeft() {
        try {
            OptionalLong most = soft(Files.readString(LIMITS), "Max processes");
            long user = user(Files.readString(ProcessMemory.STATUS));
            return most.isEmpty() || most.getAsLong() > LARGE || user == 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(Math.max(0, most.getAsLong() - threads(user)));
        } catch (IOException e) {
            return OptionalLong.empty(); // not Linux
        }
    }

    private static long threads(long user) throws IOException {
        long threads = 0;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                String status;
                try {
                    status = Files.readString(process.resolve("status"));
                } catch (IOException e) {
                    continue; // it has ended
                }
                if (user(status) == user) {
                    threads += field(status, "Threads");
                }
            }
        }
        return threads;
    }

    /** Returns the real user of a process, by whom the kernel counts. */
    static long user(String status) {
        return field(status, "Uid");
    }

    private static long field(String status, String name) {
        Matcher line =
                Pattern.compile("^" + name + ":\\s+(\\d+)", Pattern.MULTILINE).matcher(status);
        return line.find() ? Long.parseLong(line.group(1)) : 0;
    }

    static OptionalLong left(String limits, String limit, String status, String used) {
        OptionalLong most = soft(limits, limit);
        OptionalLong now = KernelFile.bytes(status, used);
        return most.isPresent() && now.isPresent()
                ? OptionalLong.of(Math.max(0, most.getAsLong() - now.getAsLong()))
                : OptionalLong.empty();
    }

    private static OptionalLong least(OptionalLong a, OptionalLong b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        return OptionalLong.of(Math.min(a.getAsLong(), b.getAsLong()));
    }

    /** Returns the soft limit of a line, in its unit; empty if it is unlimited. */
    static OptionalLong soft(String limits, String name) {
        Matcher line = Pattern.compile("^" + Pattern.quote(name) + " +(\\d+) ", Pattern.MULTILINE)
                .matcher(limits);
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1))) : OptionalLong.empty();
    }
}
