// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.methods;

import com.sun.management.OperatingSystemMXBean;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.tensors.ElementType;
import io.github.psfusion.tensors.EngineException;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Refuses pictures for which there cannot be enough memory: the system would end the whole process without a word, and
 * with it the other pairs.
 */
public final class MemoryLimit {
    /**
     * Values per pixel that the network holds at once: 590 was measured between 320x256 and 640x512 in single precision,
     * with an allocator that gives memory back.
     */
    private static final long VALUES_PER_PIXEL = 500;

    private static final double GIGA = 1e9;

    private MemoryLimit() {}

    /**
     * Compares what a pair needs at least with what there is.
     *
     * @param precision the elements in which the network computes
     * @throws EngineException naming both if there is too little
     */
    public static void check(ImagePair pair, ElementType precision) {
        // The limit of the container, where there is one.
        long present =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        double needed = (double) pair.width() * pair.height() * VALUES_PER_PIXEL * precision.bytes();
        if (needed > present) {
            throw new EngineException(String.format(
                    Locale.ROOT,
                    "%s: %d x %d pixels need at least %.0f GB of memory in the network, but there are %.1f GB."
                            + "\nMake the pictures smaller (`psfusion dataset prepare --resize`), or cut them.",
                    pair.name(),
                    pair.width(),
                    pair.height(),
                    needed / GIGA,
                    present / GIGA));
        }
    }
}
