// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.io.PrintStream;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far a verb has come: items done, time left, the item at hand. On a terminal a bar that moves, elsewhere a plain line
 * every ten seconds.
 */
public final class ProgressDisplay implements AutoCloseable {
    private static final int TERMINAL_MILLIS = 250;
    private static final int PLAIN_MILLIS = 10_000;

    private final Console console;
    private final ProgressBar bar;
    private volatile boolean drawn;

    ProgressDisplay(Console console, String task, long total) {
        this.console = console;
        int columns = console.talk().columns() - 1; // a full last column would wrap
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(console.talk().progress() ? TERMINAL_MILLIS : PLAIN_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, columns))
                .build();
    }

    /** Sets how many items are done and what is at hand or was found last. */
    public void at(long done, String note) {
        bar.stepTo(done);
        bar.setExtraMessage(note);
    }

    /** Counts an item as done. */
    public void step(String note) {
        bar.step();
        bar.setExtraMessage(note);
    }

    private void draw(String text) {
        // The library draws once when it starts and once when it ends: of use on a terminal only.
        if (console.talk().verbosity() >= 0
                && (console.talk().progress() || bar().getTotalElapsed().toMillis() >= PLAIN_MILLIS)) {
            drawn = true;
            console.draw(this, text);
        }
    }

    private ProgressBar bar() {
        return bar;
    }

    /** Removes what is drawn on a terminal. */
    void clear(PrintStream err) {
        if (drawn && console.talk().progress()) {
            err.print("\r" + " ".repeat(console.talk().columns() - 1) + "\r");
            drawn = false;
        }
    }

    @Override
    public void close() {
        console.close(this);
        bar.close();
    }
}
