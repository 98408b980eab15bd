// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.pairs;

import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.pipeline.FusionListener;
import io.github.psfusion.pipeline.PairOutcome;

/** Shows outcomes as they come, and ends the run at the first failure with {@code --strict}. */
public final class OutcomeProgress implements FusionListener {
    private final Session session;
    private final ProgressDisplay display;
    private final boolean strict;
    private int pairs;

    /** Makes a listener. */
    public OutcomeProgress(Session session, ProgressDisplay display, boolean strict) {
        this.session = session;
        this.display = display;
        this.strict = strict;
    }

    @Override
    public void kept(PairOutcome outcome) {
        session.console().line(outcome.facts());
    }

    @Override
    public void started(int count) {
        pairs = count;
        display.at(0, pairs, "");
    }

    @Override
    public void finished(PairOutcome outcome, int done) {
        display.at(done, pairs, outcome.pair().name());
        session.console().line(outcome.facts());
        if (strict && outcome.error().isPresent()) {
            throw UserError.input(ErrorReport.message(outcome.error().get()) + "\n--strict stops here.");
        }
    }
}
