// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Reads amounts of memory from files of the Linux kernel such as {@code /proc/meminfo}, which hold lines {@code Name: 123 kB}. */
final class KernelFile {
    private static final int KIBI = 1024;

    private KernelFile() {}

    /**
     * Returns the amount after a name, in bytes; empty where there is no such file or line.
     *
     * @param name with its colon
     */
    static OptionalLong bytes(Path file, String name) {
        try {
            return bytes(Files.readString(file), name);
        } catch (IOException e) {
            return OptionalLong.empty(); // not Linux
        }
    }

    static OptionalLong bytes(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("kB", "").strip())
                .mapToLong(kibibytes -> KIBI * Long.parseLong(kibibytes))
                .findFirst();
    }
}
