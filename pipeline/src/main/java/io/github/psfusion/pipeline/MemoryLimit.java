// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.platform.Device;
import io.github.psfusion.platform.GpuMemory;
import io.github.psfusion.platform.ProcessLimits;
import io.github.psfusion.platform.ProcessMemory;
import io.github.psfusion.platform.SystemMemory;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Refuses pairs for which the memory cannot suffice. Else the system would end the process, and with it the pairs that are still to
 * come.
 */
public final class MemoryLimit {
    /** Java, the backend and the weights of a network of 46 million parameters in float32. */
    private static final long LOADED = 900_000_000L;

    /** Addresses for threads, and for memory that the allocator keeps. */
    private static final long RESERVE = 300_000_000L;

    /** A tenth of a gigabyte: what is needed is rounded up and the limit down, so that they differ in the message, too. */
    private static final double TENTH = 1e8;

    private static final double TENTHS = 10;

    private final long bytes;
    private final String source;

    /**
     * Makes a limit.
     *
     * @param source where it comes from, for the message, such as {@code --memory allows}
     */
    public MemoryLimit(long bytes, String source) {
        this.bytes = bytes;
        this.source = source;
    }

    /** Returns all memory of the machine, or of its container where there is one. */
    public static MemoryLimit ofMachine() {
        return new MemoryLimit(SystemMemory.totalBytes(), "there are");
    }

    /**
     * Returns the memory of a device: for a GPU what is free on it, as its driver reports, else all of the machine.
     *
     * @param device where the network computes
     */
    public static MemoryLimit of(Device device) {
        return device.kind() == Device.Kind.CUDA
                ? of(GpuMemory.freeBytes(device.index()), "on " + device + " are free")
                : ofMachine();
    }

    /** A driver that does not answer gives no limit: the machine's is none for a GPU, but it is all that is known. */
    static MemoryLimit of(OptionalLong free, String source) {
        return free.isPresent() ? new MemoryLimit(free.getAsLong(), source) : ofMachine();
    }

    /**
     * Compares what a pair needs with the limit. A method that does not know its need is not limited.
     *
     * @throws PipelineException naming both if there is too little
     */
    public void check(FusionMethod method, ImagePair pair, OutputSet outputs) {
        OptionalLong own = method.memoryNeeded(pair.width(), pair.height(), outputs);
        if (own.isEmpty()) {
            return;
        }
        long needed = LOADED + own.getAsLong();
        if (needed > bytes) {
            throw tooLittle(pair, needed, source, bytes);
        }
        // The backend and the weights are there already, and what earlier pairs took is used again.
        long kept = Math.max(0, ProcessMemory.resident().orElse(0) - LOADED);
        OptionalLong addresses = ProcessLimits.addressSpaceLeft();
        if (addresses.isPresent() && own.getAsLong() + RESERVE > addresses.getAsLong() + kept) {
            throw tooLittle(
                    pair,
                    own.getAsLong() + RESERVE,
                    "the limit of the process (ulimit -v, -d) leaves",
                    addresses.getAsLong() + kept);
        }
    }

    private static PipelineException tooLittle(ImagePair pair, long needed, String source, long bytes) {
        return new PipelineException(
                PipelineException.Reason.MEMORY,
                String.format(
                        Locale.ROOT,
                        "%s: %d x %d pixels need about %.1f GB of memory in the network, but %s %.1f GB."
                                + "\nMake the images smaller (`psfusion dataset prepare --resize`), or cut them.",
                        pair.name(),
                        pair.width(),
                        pair.height(),
                        Math.ceil(needed / TENTH) / TENTHS,
                        source,
                        Math.floor(bytes / TENTH) / TENTHS));
    }
}
