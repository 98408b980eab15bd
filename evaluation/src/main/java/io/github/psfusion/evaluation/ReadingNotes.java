// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.PairWarning;
import io.github.psfusion.datasets.WarningSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what was lost or looks wrong on reading images, to report a line for each kind: first of the sources, then of scored images. */
final class ReadingNotes {
    /** Names in a line. */
    private static final int NAMED = 10;

    private final WarningSummary sources = new WarningSummary();
    private final WarningSummary fused = new WarningSummary("scored images");

    /**
     * Adds the warnings on a pair.
     *
     * @param ofSources on its source images
     * @param ofImages on scored images, by file; of one without warnings an empty list
     */
    void add(String pair, List<PairWarning> ofSources, Map<String, List<PairWarning>> ofImages) {
        sources.add(pair, ofSources);
        ofImages.forEach(fused::add);
    }

    /** Returns the lines. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(sources.lines(/* loss= */ true, NAMED));
        lines.addAll(fused.lines(/* loss= */ true, NAMED));
        return lines;
    }
}
