// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How long a method took, without reading and writing of files.
 *
 * @param threads threads that the method could use
 * @param seconds for each pair that was measured, in their order
 * @param warmUps how often the first pair was fused as a warm-up, which is not measured
 */
public record MethodTiming(int threads, List<Double> seconds, int warmUps) {
    /** Copies the times. */
    public MethodTiming {
        seconds = List.copyOf(seconds);
    }

    /** Returns the mean time of a pair; empty where none was measured. */
    public OptionalDouble meanSeconds() {
        return seconds.stream().mapToDouble(Double::doubleValue).average();
    }
}
