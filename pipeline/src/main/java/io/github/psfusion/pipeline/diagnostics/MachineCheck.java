// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.diagnostics;

import io.github.psfusion.platform.Counted;
import io.github.psfusion.platform.Cpu;
import io.github.psfusion.platform.SystemMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Examines CPU, memory, disk, write access and the variables of the allocator. */
final class MachineCheck {
    /** Extensions of x86 by which the backend chooses its kernels. */
    private static final Set<String> FLAGS = new TreeSet<>(List.of(
            "avx2", "avx512f", "avx512_bf16", "avx512_fp16", "avx512_vnni", "amx_tile", "amx_bf16", "amx_int8"));

    /** What a pair of 640 x 480 takes as the launcher sets the allocator, with a margin. */
    private static final long COMFORTABLE_BYTES = 3_000_000_000L;

    /** What a pair of 640 x 480 takes with the allocator's own settings, with a margin. */
    private static final long LEAST_BYTES = 1_300_000_000L;

    /** The native libraries of the backend, unpacked once. */
    private static final long CACHE_BYTES = 460_000_000L;

    private static final Map<String, String> ALLOCATOR = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", "4294967296",
            "MALLOC_TRIM_THRESHOLD_", "17179869184",
            "THP_MEM_ALLOC_ENABLE", "1");

    private MachineCheck() {}

    static List<CheckResult> results(Map<String, String> environment, Path cache) {
        List<CheckResult> results = new ArrayList<>();
        results.add(cpu());
        results.add(memory(environment));
        results.add(disk(cache));
        results.add(writing(Path.of("").toAbsolutePath()));
        results.add(allocator(environment));
        return results;
    }

    private static CheckResult cpu() {
        Optional<String> model = Cpu.local().model();
        Set<String> flags = new TreeSet<>(FLAGS);
        flags.retainAll(Cpu.local().flags());
        String found = model.orElse(System.getProperty("os.arch")) + ", "
                + Counted.of(Runtime.getRuntime().availableProcessors(), "thread")
                + (flags.isEmpty() ? "" : ", " + String.join(" ", flags));
        if (model.isPresent() && !flags.contains("avx2")) {
            return CheckResult.note("CPU", found, "Without AVX2 an image takes several times longer.");
        }
        return CheckResult.ok("CPU", found);
    }

    private static CheckResult memory(Map<String, String> environment) {
        long limit = SystemMemory.totalBytes();
        boolean contained = SystemMemory.isLimitedByContainer();
        String found = (contained ? "limit of the container " : "") + ByteCounts.text(limit) + ", free "
                + ByteCounts.text(SystemMemory.freeBytes());
        if (limit < LEAST_BYTES) {
            return CheckResult.fault(
                    "memory",
                    found + "; a pair of 640 x 480 needs about 1.0 GB",
                    contained ? "Raise the limit of the container." : "Use a machine with more memory.");
        }
        if (limit < COMFORTABLE_BYTES && !"1".equals(environment.get("PSFUSION_LOW_MEMORY"))) {
            return CheckResult.note(
                    "memory",
                    found + "; a pair of 640 x 480 takes about 2.6 GB",
                    "Set PSFUSION_LOW_MEMORY=1: slower, but about 1.0 GB.");
        }
        return CheckResult.ok("memory", found);
    }

    private static CheckResult disk(Path cache) {
        Path existing = cache.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            return CheckResult.note("disk", "nothing is known of " + cache);
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            String found = ByteCounts.text(free) + " free for " + cache;
            boolean unpacked = Files.exists(cache);
            if (!unpacked && free < CACHE_BYTES) {
                return CheckResult.fault(
                        "disk",
                        found + "; the backend's libraries need 460 MB",
                        "Make room, or name another folder in PSFUSION_CACHE.");
            }
            if (!Files.isWritable(existing)) {
                return CheckResult.fault(
                        "disk", "no permission to write in " + existing, "Name another folder in PSFUSION_CACHE.");
            }
            return CheckResult.ok("disk", found);
        } catch (IOException e) {
            return CheckResult.note("disk", "nothing is known of " + cache + ": " + e.getMessage());
        }
    }

    private static CheckResult writing(Path folder) {
        try {
            Path probe = Files.createTempFile(folder, ".psfusion-", ".tmp");
            Files.delete(probe);
            return CheckResult.ok("writing", "permitted in " + folder);
        } catch (IOException e) {
            return CheckResult.note("writing", "not permitted in " + folder, "Name a folder for results with -o.");
        }
    }

    private static CheckResult allocator(Map<String, String> environment) {
        List<String> unset = ALLOCATOR.keySet().stream()
                .filter(name -> !environment.containsKey(name))
                .sorted()
                .toList();
        if (unset.isEmpty()) {
            return CheckResult.ok("allocator", "set as measured to be fastest, or by you");
        }
        if ("1".equals(environment.get("PSFUSION_LOW_MEMORY"))) {
            return CheckResult.ok("allocator", "unchanged, for low memory: slower by up to half");
        }
        return CheckResult.note(
                "allocator",
                "not set: " + String.join(", ", unset),
                "Start by ./psfusion, which sets them: networks run 1.5 to 2 times faster.");
    }
}
