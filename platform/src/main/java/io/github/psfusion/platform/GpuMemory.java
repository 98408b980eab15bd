// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Asks the driver of NVIDIA for the memory of its GPUs, by the program that comes with it. */
public final class GpuMemory {
    private static final long MEBI = 1L << 20;
    private static final long SECONDS = 10;

    private GpuMemory() {}

    /**
     * Returns the bytes that are free on a GPU.
     *
     * @param index which of several GPUs, from 0
     * @return empty if there is no driver, no such GPU, or no answer
     */
    public static OptionalLong freeBytes(int index) {
        return freeBytes(
                List.of("nvidia-smi", "--query-gpu=memory.free", "--format=csv,noheader,nounits", "--id=" + index));
    }

    /** Runs a program that prints a number of mebibytes. */
    static OptionalLong freeBytes(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String answer;
            try (InputStream output = process.getInputStream()) {
                answer = new String(output.readNBytes(100), StandardCharsets.US_ASCII).strip();
            }
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return OptionalLong.empty();
            }
            return process.exitValue() == 0 && answer.matches("\\d{1,9}")
                    ? OptionalLong.of(Long.parseLong(answer) * MEBI)
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty(); // no such program, so no driver
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }
}
