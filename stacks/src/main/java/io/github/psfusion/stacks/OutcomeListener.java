// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.stacks;

import io.github.psfusion.datasets.PairWarning;
import io.github.psfusion.fiji.FusionProgress;
import io.github.psfusion.pipeline.FusionListener;
import io.github.psfusion.pipeline.PairOutcome;
import java.util.LinkedHashMap;
import java.util.Map;

/** Hands progress and warnings on. Of a warning that many slices share the first is shown, and at the end how many have it. */
final class OutcomeListener implements FusionListener {
    private final SliceFiles files;
    private final FusionProgress progress;
    private final Map<String, Integer> shown = new LinkedHashMap<>();
    private int pairs;

    OutcomeListener(SliceFiles files, FusionProgress progress) {
        this.files = files;
        this.progress = progress;
    }

    @Override
    public void started(int count) {
        pairs = count;
    }

    @Override
    public void finished(PairOutcome outcome, int done) {
        for (PairWarning warning : outcome.warnings()) {
            if (shown.merge(warning.summary(), 1, Integer::sum) == 1) {
                progress.warn(files.title(outcome.pair()) + ": " + files.readable(warning.text()));
            }
        }
        outcome.error().ifPresent(error -> progress.warn(files.message(outcome)));
        progress.done(done, pairs);
        if (done == pairs) {
            shown.forEach((summary, count) -> {
                if (count > 1) {
                    progress.warn(count + " slices: " + summary);
                }
            });
        }
    }
}
