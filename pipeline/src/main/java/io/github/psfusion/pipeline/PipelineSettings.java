// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.methods.OutputSet;
import java.util.Optional;

/**
 * How many pairs are fused.
 *
 * @param windows the levels of infrared and of visible images that become black and white
 * @param aligner registers the images of each pair before they are fused; empty takes them as they are
 * @param limits of images that are read
 * @param outputs what is made of each pair
 * @param memory which pairs are refused
 */
public record PipelineSettings(
        PairWindows windows,
        Optional<PairAligner> aligner,
        DecodeLimits limits,
        OutputSet outputs,
        MemoryLimit memory) {
    /** Returns the usual settings: the fused image in color, all memory of the machine. */
    public static PipelineSettings defaults() {
        return new PipelineSettings(
                PairWindows.defaults(),
                Optional.empty(),
                DecodeLimits.defaults(),
                OutputSet.IMAGE,
                MemoryLimit.ofMachine());
    }

    /** Returns these settings with other intensity windows. */
    public PipelineSettings withWindows(PairWindows other) {
        return new PipelineSettings(other, aligner, limits, outputs, memory);
    }

    /** Returns these settings with pairs that are registered first, or not. */
    public PipelineSettings withAligner(Optional<PairAligner> other) {
        return new PipelineSettings(windows, other, limits, outputs, memory);
    }

    /** Returns these settings with other limits. */
    public PipelineSettings withLimits(DecodeLimits other) {
        return new PipelineSettings(windows, aligner, other, outputs, memory);
    }

    /** Returns these settings with other outputs. */
    public PipelineSettings withOutputs(OutputSet other) {
        return new PipelineSettings(windows, aligner, limits, other, memory);
    }

    /** Returns these settings with another memory limit. */
    public PipelineSettings withMemory(MemoryLimit other) {
        return new PipelineSettings(windows, aligner, limits, outputs, other);
    }
}
