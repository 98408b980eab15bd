// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.methods.OutputSet;

/**
 * How many pairs are fused.
 *
 * @param windows the levels of infrared and of visible images that become black and white
 * @param limits of images that are read
 * @param outputs what is made of each pair
 * @param memory which pairs are refused
 */
public record PipelineSettings(PairWindows windows, DecodeLimits limits, OutputSet outputs, MemoryLimit memory) {
    /** Returns the usual settings: the fused image in color, all memory of the machine. */
    public static PipelineSettings defaults() {
        return new PipelineSettings(
                PairWindows.defaults(), DecodeLimits.defaults(), OutputSet.IMAGE, MemoryLimit.ofMachine());
    }

    /** Returns these settings with other intensity windows. */
    public PipelineSettings withWindows(PairWindows other) {
        return new PipelineSettings(other, limits, outputs, memory);
    }

    /** Returns these settings with other limits. */
    public PipelineSettings withLimits(DecodeLimits other) {
        return new PipelineSettings(windows, other, outputs, memory);
    }

    /** Returns these settings with other outputs. */
    public PipelineSettings withOutputs(OutputSet other) {
        return new PipelineSettings(windows, limits, other, memory);
    }

    /** Returns these settings with another memory limit. */
    public PipelineSettings withMemory(MemoryLimit other) {
        return new PipelineSettings(windows, limits, outputs, other);
    }
}
