// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.methods;

import io.github.psfusion.cli.console.MemorySize;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.networks.psfusion.PsFusion;
import io.github.psfusion.platform.SystemMemory;
import io.github.psfusion.tensors.EngineException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses pairs for which the memory cannot suffice. Else the system would end the process, and with it the images of a batch
 * that are still to come.
 */
public final class MemoryLimit {
    /** Java, the engine and its weights, measured with a small image in float32. */
    private static final long LOADED = 900_000_000L;

    /** A tenth of a gigabyte: what is needed is rounded up and what there is down, so that they differ in the message, too. */
    private static final double TENTH = 1e8;

    private static final double TENTHS = 10;

    private final long present;
    private final String source;

    /** Makes a limit: what the user says, else all memory of the machine or its container. */
    public MemoryLimit(@Nullable MemorySize given) {
        present = given != null ? given.bytes() : SystemMemory.totalBytes();
        source = given != null ? "--memory allows" : "there are";
    }

    /**
     * Compares what a pair needs with what there is.
     *
     * @param everything whether all outputs of the network are wanted
     * @throws EngineException naming both if there is too little
     */
    public void check(PsFusion network, ImagePair pair, boolean everything) {
        long needed = LOADED + network.memoryNeeded(pair.width(), pair.height(), everything);
        if (needed > present) {
            throw new EngineException(String.format(
                    Locale.ROOT,
                    "%s: %d x %d pixels need about %.1f GB of memory in the network, but %s %.1f GB."
                            + "\nMake the images smaller (`psfusion dataset prepare --resize`), or cut them.",
                    pair.name(),
                    pair.width(),
                    pair.height(),
                    Math.ceil(needed / TENTH) / TENTHS,
                    source,
                    Math.floor(present / TENTH) / TENTHS));
        }
    }
}
