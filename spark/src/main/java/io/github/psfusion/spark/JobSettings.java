// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.pipeline.MethodOpener;
import io.github.psfusion.pipeline.PipelineSettings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job does; executors receive it as it is.
 *
 * @param infrared address of the folder of infrared images
 * @param visible address of the folder of visible images
 * @param output address of the folder of results
 * @param method how images are fused
 * @param infraredRange intensity window of infrared images, as {@code fuse --ir-range} takes it
 * @param visibleRange intensity window of visible images
 * @param format of the results
 * @param bits of a sample of the results, 8 or 16
 * @param program name and version of the program
 */
record JobSettings(
        String infrared,
        String visible,
        String output,
        SharedMethodSettings method,
        String infraredRange,
        String visibleRange,
        ImageFormat format,
        int bits,
        String program)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Returns what a result depends on besides its pair, a line each: results of one folder have the same. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("program: " + program);
        lines.add("method: " + method.method());
        lines.add("weights-sha256: " + method.weightsSha256());
        lines.add("infrared: " + infrared);
        lines.add("visible: " + visible);
        lines.add("infrared range: " + infraredRange);
        lines.add("visible range: " + visibleRange);
        lines.add("format: " + format.extensions().get(0));
        lines.add("bits: " + bits);
        return lines;
    }

    /** Returns the name of a result. */
    String resultName(String pair) {
        return pair + "." + format.extensions().get(0);
    }

    /** Returns the name of the pair of a result; empty if it is no result of this form. */
    String pairName(String resultName) {
        String extension = "." + format.extensions().get(0);
        return resultName.endsWith(extension) && !resultName.startsWith(".")
                ? resultName.substring(0, resultName.length() - extension.length())
                : "";
    }

    /** Returns the windows. */
    PairWindows windows() {
        return PairWindows.ofInfrared(IntensityWindow.parse(infraredRange))
                .withVisible(IntensityWindow.parse(visibleRange));
    }

    /** Returns how an executor fuses. */
    PipelineSettings pipeline() {
        return PipelineSettings.defaults().withWindows(windows());
    }

    /**
     * Returns how samples become a file.
     *
     * @throws MethodOptionException if an option of the method has a value that cannot be
     * @throws IllegalArgumentException if the format has not this depth
     */
    WriteOptions writeOptions() throws MethodOptionException {
        return new WriteOptions(
                format,
                BitDepth.ofBits(bits),
                MethodOpener.rounding(FusionMethods.parse(method.method()), MethodContext.defaults()));
    }
}
