// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.diagnostics;

import java.util.List;

/** Examines the Java that runs the program. */
final class JavaCheck {
    private static final int NEEDED = 17;
    private static final long LEAST_HEAP_BYTES = 512L << 20;

    private JavaCheck() {}

    static List<CheckResult> results() {
        String bits = System.getProperty("sun.arch.data.model", "?");
        long heap = Runtime.getRuntime().maxMemory();
        String found = System.getProperty("java.version") + ", " + bits + " bit, heap up to " + ByteCounts.text(heap);
        if (Runtime.version().feature() < NEEDED || bits.equals("32")) {
            return List.of(CheckResult.fault("Java", found, "Install a JDK 17 or newer of 64 bits (openjdk-17-jdk)."));
        }
        if (heap < LEAST_HEAP_BYTES) {
            return List.of(CheckResult.note(
                    "Java", found, "Large images need more: JAVA_OPTS=-Xmx2g, or a machine with more memory."));
        }
        return List.of(CheckResult.ok("Java", found));
    }
}
