// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.io.PrintStream;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * How far a command has come: items done, time left, the item at hand. On a terminal a bar that moves, elsewhere a plain line
 * every ten seconds.
 */
public final class ProgressDisplay implements AutoCloseable {
    private static final int TERMINAL_MILLIS = 250;
    private static final int PLAIN_MILLIS = 10_000;

    private final Console console;
    private final String task;
    private @Nullable ProgressBar bar;
    private long begun = System.nanoTime();
    private volatile boolean drawn;

    ProgressDisplay(Console console, String task) {
        this.console = console;
        this.task = task;
    }

    /**
     * Shows how many items are done. The first call starts the clock.
     *
     * @param note the item at hand, or what was found last
     */
    public void at(long done, long total, String note) {
        if (console.verbosity().progress() == Console.Progress.NONE) {
            return;
        }
        if (bar == null) {
            bar = start(total);
        }
        bar.stepTo(done);
        bar.setExtraMessage(note.isEmpty() ? "" : " " + note);
    }

    private ProgressBar start(long total) {
        boolean moving = console.verbosity().progress() == Console.Progress.BAR;
        begun = System.nanoTime();
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(moving ? TERMINAL_MILLIS : PLAIN_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(
                        this::draw, console.verbosity().columns() - 1)) // a full last column would wrap
                .build();
    }

    private void draw(String text) {
        // The library also draws when it starts and when it ends: of use on a terminal only.
        boolean due = System.nanoTime() - begun >= PLAIN_MILLIS * 1_000_000L;
        if (console.verbosity().progress() == Console.Progress.BAR || due) {
            drawn = true;
            console.draw(this, text);
        }
    }

    /** Removes what is drawn on a terminal. */
    void clear(PrintStream err) {
        if (drawn && console.verbosity().progress() == Console.Progress.BAR) {
            err.print("\r" + " ".repeat(console.verbosity().columns() - 1) + "\r");
            drawn = false;
        }
    }

    @Override
    public void close() {
        console.close(this);
        if (bar != null) {
            bar.close();
        }
    }
}
