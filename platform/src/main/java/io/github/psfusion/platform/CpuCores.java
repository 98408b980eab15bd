// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The physical cores on which this process may run; known on Linux only.
 *
 * <p>By the kernel's account: a program that asks the CPU itself, as libtorch does, finds one core with two threads in a virtual machine
 * that hides the topology.
 */
public final class CpuCores {
    private static final Path SYSTEM = Path.of("/sys/devices/system/cpu");
    private static final Pattern ALLOWED = Pattern.compile("^Cpus_allowed_list:\\s*(\\S+)", Pattern.MULTILINE);
    private static final int MOST_CPUS = 8192;

    private CpuCores() {}

    /**
     * Returns how many cores the process may use: those of its CPU affinity, but no more than the CPUs that Java counts, which
     * knows of a container's limit.
     */
    public static OptionalInt available() {
        try {
            OptionalInt cores = of(Files.readString(ProcessMemory.STATUS), SYSTEM);
            return cores.isEmpty()
                    ? cores
                    : OptionalInt.of(
                            Math.min(cores.getAsInt(), Runtime.getRuntime().availableProcessors()));
        } catch (IOException e) {
            return OptionalInt.empty(); // not Linux
        }
    }

    /**
     * Counts cores.
     *
     * @param status {@code /proc/self/status}
     * @param system {@code /sys/devices/system/cpu}
     * @return empty where the CPUs that may be used, or their cores, are not listed
     */
    static OptionalInt of(String status, Path system) throws IOException {
        Matcher allowed = ALLOWED.matcher(status);
        if (!allowed.find()) {
            return OptionalInt.empty();
        }
        Set<String> cores = new HashSet<>();
        for (int cpu : cpus(allowed.group(1))) {
            Path siblings = system.resolve("cpu" + cpu).resolve("topology").resolve("thread_siblings_list");
            if (Files.exists(siblings)) { // not for a CPU that is switched off
                cores.add(Files.readString(siblings).strip());
            }
        }
        return cores.isEmpty() ? OptionalInt.empty() : OptionalInt.of(cores.size());
    }

    /** Returns the numbers of a list such as {@code 0-3,8}; none if it has another form. */
    private static List<Integer> cpus(String list) {
        List<Integer> cpus = new ArrayList<>();
        try {
            for (String range : list.split(",", -1)) {
                String[] ends = range.split("-", 2);
                int first = Integer.parseInt(ends[0]);
                int last = Integer.parseInt(ends[ends.length - 1]);
                for (int cpu = first; cpu <= last && cpu < MOST_CPUS; cpu++) {
                    cpus.add(cpu);
                }
            }
        } catch (NumberFormatException e) {
            return List.of();
        }
        return cpus;
    }
}
