// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import io.github.psfusion.platform.ProcessMemory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What repeating a computation took.
 *
 * @param median of the repetitions, in seconds
 * @param least of the repetitions, in seconds
 * @param most of the repetitions, in seconds
 * @param cpu median of the repetitions: time of all threads on CPUs, in seconds, which other programs disturb less
 * @param peakBytes the most memory that the process held
 */
record RepeatedTiming(double median, double least, double most, double cpu, long peakBytes) {
    /** Repeats a computation after two warm-up runs, which prepare kernels and memory. */
    static RepeatedTiming of(int repetitions, Runnable computation) {
        computation.run();
        computation.run();
        double[] seconds = new double[repetitions];
        double[] cpu = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            long start = System.nanoTime();
            long cpuStart = cpuTime();
            computation.run();
            seconds[i] = (System.nanoTime() - start) * 1e-9;
            cpu[i] = (cpuTime() - cpuStart) * 1e-9;
        }
        Arrays.sort(seconds);
        Arrays.sort(cpu);
        return new RepeatedTiming(
                seconds[repetitions / 2],
                seconds[0],
                seconds[repetitions - 1],
                cpu[repetitions / 2],
                ProcessMemory.peak().orElse(0));
    }

    /** Returns the numbers on one line, for {@link #parse}. */
    String line() {
        return median + " " + least + " " + most + " " + cpu + " " + peakBytes;
    }

    static RepeatedTiming parse(String line) {
        List<String> numbers = List.of(line.split(" ", -1));
        return new RepeatedTiming(
                Double.parseDouble(numbers.get(0)),
                Double.parseDouble(numbers.get(1)),
                Double.parseDouble(numbers.get(2)),
                Double.parseDouble(numbers.get(3)),
                Long.parseLong(numbers.get(4)));
    }

    /** Returns the time of all threads of this process on CPUs, in nanoseconds; 0 where the system does not state it. */
    private static long cpuTime() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }
}
