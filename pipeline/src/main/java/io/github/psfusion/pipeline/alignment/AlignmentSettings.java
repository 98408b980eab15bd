// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.alignment;

import io.github.psfusion.datasets.InfraredOptions;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.pipeline.PairAligner;
import io.github.psfusion.registration.OutputFrame;
import io.github.psfusion.registration.RegistrationOptions;

/**
 * How pairs are aligned.
 *
 * @param aligner finds the maps
 * @param windows the levels between which edges are looked for; images are written with the levels of their files
 * @param infrared how infrared files that hold temperatures, counts or colors of a palette are read
 * @param limits of images that are read
 * @param frame which image stays as it is
 * @param borders what becomes of the part on which only one image has content
 * @param views for how many pairs the page shows checkerboards, at least 0
 * @param threads number of threads, at least 1
 */
public record AlignmentSettings(
        PairAligner aligner,
        PairWindows windows,
        InfraredOptions infrared,
        DecodeLimits limits,
        OutputFrame frame,
        BorderHandling borders,
        int views,
        int threads) {
    /** For how many pairs the page shows checkerboards if nothing else is wanted. */
    public static final int DEFAULT_VIEWS = 50;

    /** Returns the usual settings: each pair by itself, cut to the common part in the frame of the visible image. */
    public static AlignmentSettings defaults() {
        return new AlignmentSettings(
                PairAligner.each(RegistrationOptions.defaults()),
                PairWindows.defaults(),
                InfraredOptions.DEFAULTS,
                DecodeLimits.defaults(),
                OutputFrame.VISIBLE,
                BorderHandling.CROP,
                DEFAULT_VIEWS,
                Runtime.getRuntime().availableProcessors());
    }
}
