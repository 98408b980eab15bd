// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Instruction sets of the CPU, from {@code /proc/cpuinfo}; on systems without it none is assumed. */
final class CpuFlags {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Set<String> FLAGS = read();

    private CpuFlags() {}

    private static Set<String> read() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> Set.copyOf(List.of(
                            line.substring(line.indexOf(':') + 1).strip().split("\\s+"))))
                    .orElse(Set.of());
        } catch (IOException e) {
            return Set.of();
        }
    }

    /** Returns whether there are instructions for products of bfloat16. */
    static boolean bfloat16() {
        return FLAGS.contains("avx512_bf16") || FLAGS.contains("amx_bf16");
    }

    /** Returns whether there are instructions for int8 products that accumulate in 32 bits: 16-bit sums overflow. */
    static boolean int8() {
        return FLAGS.contains("avx512_vnni") || FLAGS.contains("avx_vnni") || FLAGS.contains("amx_int8");
    }
}
