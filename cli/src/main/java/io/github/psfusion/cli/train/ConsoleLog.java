// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.StepResult;
import io.github.psfusion.training.log.TrainingProgress;
import io.github.psfusion.training.log.ValidationResult;
import java.nio.file.Path;
import java.util.Locale;

/** Shows a training on the terminal: a bar with loss and learning rate, one for what follows, a line for each validation. */
public final class ConsoleLog implements RunLog {
    private final Console console;
    private final TrainingProgress progress;
    private ProgressDisplay bar;
    private String task = "train";

    /**
     * Makes the display of a training.
     *
     * @param stepsDone steps that were done before
     * @param steps all steps
     * @param finishing pieces of work after the last step
     */
    public ConsoleLog(Console console, long stepsDone, long steps, int finishing) {
        this.console = console;
        progress = new TrainingProgress(stepsDone, steps, finishing, this::show);
        bar = console.progress(task);
    }

    private void show(String shown, long done, long total, String note) {
        if (!shown.equals(task)) {
            bar.close();
            bar = console.progress(shown);
            task = shown;
        }
        bar.at(done, total, note);
    }

    @Override
    public void step(StepResult result) {
        progress.step(result);
    }

    @Override
    public void working(String what) {
        progress.working(what);
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
        bar.close();
    }
}
