// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.evaluation.WorkListener;

/** Shows the progress of work on pairs, and cancels it when the process is asked to end. */
public final class PairProgress implements WorkListener {
    private final Session session;
    private final ProgressDisplay display;

    /**
     * Opens a display.
     *
     * @param task the name of the work
     */
    public PairProgress(Session session, String task) {
        this.session = session;
        display = session.console().progress(task);
    }

    @Override
    public void advanced(int done, int total, String pair) {
        display.at(done, total, pair);
    }

    @Override
    public boolean cancelled() {
        return session.cancellation().requested();
    }

    @Override
    public void close() {
        display.close();
    }
}
