// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.platform.Cpu;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The machine in words, as far as it bears on speed and on the last digits. */
final class Machine {
    /** Vector units of x86 and ARM that decide how networks compute, as the Linux kernel names them. */
    private static final List<String> VECTOR_UNITS = List.of(
            "sse4_2",
            "avx",
            "avx2",
            "fma",
            "avx512f",
            "avx512_bf16",
            "avx512_vnni",
            "avx512_fp16",
            "amx_bf16",
            "amx_int8",
            "asimd",
            "sve",
            "bf16",
            "i8mm");

    private Machine() {}

    /** Returns facts by name, in the order in which they are read. */
    static Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
        facts.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        facts.putAll(describe(Cpu.local()));
        facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        return facts;
    }

    /** Returns the model of the CPU and its vector units, as far as they are known. */
    static Map<String, String> describe(Cpu cpu) {
        Map<String, String> facts = new LinkedHashMap<>();
        cpu.model().ifPresent(model -> facts.put("processor", model));
        if (!cpu.flags().isEmpty()) {
            List<String> units = VECTOR_UNITS.stream().filter(cpu::has).toList();
            facts.put("vector units", String.join(" ", units));
        }
        return facts;
    }
}
