// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Returns facts by name, in the order in which they are read. */
    static Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
        facts.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        facts.putAll(processor());
        facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        return facts;
    }

    private static Map<String, String> processor() {
        if (!Files.isReadable(LINUX_PROCESSORS)) {
            return Map.of();
        }
        try (BufferedReader lines = Files.newBufferedReader(LINUX_PROCESSORS, StandardCharsets.UTF_8)) {
            return processor(lines);
        } catch (IOException e) {
            return Map.of(); // only a description; the scores are right without it
        }
    }

    /** Takes the model and the vector units of the first processor; the others are alike. */
    static Map<String, String> processor(BufferedReader lines) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String line = lines.readLine(); line != null && !line.isBlank(); line = lines.readLine()) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String name = line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            if (name.equals("model name")) {
                facts.put("processor", value);
            } else if (name.equals("flags") || name.equals("Features")) {
                List<String> units = new ArrayList<>(VECTOR_UNITS);
                units.retainAll(List.of(value.split("\\s+")));
                facts.put("vector units", String.join(" ", units));
            }
        }
        return facts;
    }
}
