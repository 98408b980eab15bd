// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.StepResult;
import io.github.psfusion.training.log.ValidationResult;
import java.nio.file.Path;
import java.util.Locale;

/** Shows a training on the terminal: a bar with loss and learning rate, a line for each validation. */
public final class ConsoleLog implements RunLog {
    /** Weight of the newest loss in the moving average that is shown; single batches differ too much to be read. */
    private static final double NEWEST = 0.1;

    private final Console console;
    private final ProgressDisplay progress;
    private final long steps;
    private long step;
    private double smoothed = Double.NaN;

    /**
     * Makes the display of a training.
     *
     * @param stepsDone steps that were done before
     * @param steps all steps
     */
    public ConsoleLog(Console console, long stepsDone, long steps) {
        step = stepsDone;
        this.console = console;
        this.steps = steps;
        progress = console.progress("train");
    }

    @Override
    public void step(StepResult result) {
        step = result.step();
        smoothed = Double.isNaN(smoothed) ? result.total() : smoothed + NEWEST * (result.total() - smoothed);
        progress.at(
                result.step(),
                steps,
                String.format(Locale.ROOT, "loss %.3f, rate %.2e", smoothed, result.learningRate()));
    }

    @Override
    public void working(String what) {
        progress.at(step, steps, what + " ...");
    }

    @Override
    public void validated(ValidationResult result) {
        String metrics = result.summary().isEmpty() ? "" : ", " + result.summary();
        console.info(String.format(
                Locale.ROOT,
                "step %d: validation loss %.3f over %s%s",
                result.step(),
                result.total(),
                Counted.of(result.pairs(), "pair"),
                metrics));
    }

    @Override
    public void saved(Path file) {
        console.detail("wrote " + file);
    }

    @Override
    public void close() {
        progress.close();
    }
}
