// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.methods.OutputSet;

/**
 * How many pairs are fused.
 *
 * @param window the levels of infrared images that become black and white
 * @param limits of images that are read
 * @param outputs what is made of each pair
 * @param memory which pairs are refused
 */
public record PipelineSettings(IntensityWindow window, DecodeLimits limits, OutputSet outputs, MemoryLimit memory) {
    /** Returns the usual settings: the fused image in color, all memory of the machine. */
    public static PipelineSettings defaults() {
        return new PipelineSettings(
                IntensityWindow.parse("auto"), DecodeLimits.defaults(), OutputSet.IMAGE, MemoryLimit.ofMachine());
    }

    /** Returns these settings with another intensity window. */
    public PipelineSettings withWindow(IntensityWindow other) {
        return new PipelineSettings(other, limits, outputs, memory);
    }

    /** Returns these settings with other limits. */
    public PipelineSettings withLimits(DecodeLimits other) {
        return new PipelineSettings(window, other, outputs, memory);
    }

    /** Returns these settings with other outputs. */
    public PipelineSettings withOutputs(OutputSet other) {
        return new PipelineSettings(window, limits, other, memory);
    }

    /** Returns these settings with another memory limit. */
    public PipelineSettings withMemory(MemoryLimit other) {
        return new PipelineSettings(window, limits, outputs, other);
    }
}
