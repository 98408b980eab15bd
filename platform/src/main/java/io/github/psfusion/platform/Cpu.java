// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The CPU as the system describes it. Only Linux does, in {@code /proc/cpuinfo}; elsewhere the model is empty and no flag is
 * set.
 *
 * @param model name of the model, where it is known
 * @param flags instruction sets, such as {@code avx512_bf16} of x86 or {@code asimd} of ARM, as the Linux kernel names them
 */
public record Cpu(Optional<String> model, Set<String> flags) {
    private static final Cpu LOCAL = read(Path.of("/proc/cpuinfo"));

    /** Copies the flags. */
    public Cpu {
        flags = Set.copyOf(flags);
    }

    /** Returns the CPU of this machine. */
    public static Cpu local() {
        return LOCAL;
    }

    /** Returns whether the CPU has an instruction set. */
    public boolean has(String flag) {
        return flags.contains(flag);
    }

    private static Cpu read(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return parse(lines);
        } catch (IOException e) {
            return new Cpu(Optional.empty(), Set.of()); // not Linux
        }
    }

    /** Reads the first logical CPU, which ends at an empty line; the others are alike. */
    static Cpu parse(BufferedReader lines) throws IOException {
        Optional<String> model = Optional.empty();
        Set<String> flags = Set.of();
        for (String line = lines.readLine(); line != null && !line.isBlank(); line = lines.readLine()) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String name = line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            if (name.equals("model name")) {
                model = Optional.of(value);
            } else if (name.equals("flags") || name.equals("Features")) { // x86, ARM
                flags = Set.copyOf(List.of(value.split("\\s+")));
            }
        }
        return new Cpu(model, flags);
    }
}
