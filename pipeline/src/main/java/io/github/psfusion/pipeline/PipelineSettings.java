// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.InfraredOptions;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.methods.OutputSet;
import java.util.Optional;

/**
 * How many pairs are fused.
 *
 * @param windows the levels of infrared and of visible images that become black and white
 * @param aligner registers the images of each pair before they are fused; empty takes them as they are
 * @param infrared how infrared files that hold temperatures or counts are read
 * @param limits of images that are read
 * @param outputs what is made of each pair
 * @param memory which pairs are refused
 */
public record PipelineSettings(
        PairWindows windows,
        InfraredOptions infrared,
        Optional<PairAligner> aligner,
        DecodeLimits limits,
        OutputSet outputs,
        MemoryLimit memory) {
    /** Returns the usual settings: the fused image in color, all memory of the machine. */
    public static PipelineSettings defaults() {
        return new PipelineSettings(
                PairWindows.defaults(),
                InfraredOptions.DEFAULTS,
                Optional.empty(),
                DecodeLimits.defaults(),
                OutputSet.IMAGE,
                MemoryLimit.ofMachine());
    }

    /** Returns these settings with other intensity windows. */
    public PipelineSettings withWindows(PairWindows other) {
        return new PipelineSettings(other, infrared, aligner, limits, outputs, memory);
    }

    /** Returns these settings with other options of infrared files. */
    public PipelineSettings withInfrared(InfraredOptions other) {
        return new PipelineSettings(windows, other, aligner, limits, outputs, memory);
    }

    /** Returns these settings with pairs that are registered first, or not. */
    public PipelineSettings withAligner(Optional<PairAligner> other) {
        return new PipelineSettings(windows, infrared, other, limits, outputs, memory);
    }

    /** Returns these settings with other limits. */
    public PipelineSettings withLimits(DecodeLimits other) {
        return new PipelineSettings(windows, infrared, aligner, other, outputs, memory);
    }

    /** Returns these settings with other outputs. */
    public PipelineSettings withOutputs(OutputSet other) {
        return new PipelineSettings(windows, infrared, aligner, limits, other, memory);
    }

    /** Returns these settings with another memory limit. */
    public PipelineSettings withMemory(MemoryLimit other) {
        return new PipelineSettings(windows, infrared, aligner, limits, outputs, other);
    }
}
