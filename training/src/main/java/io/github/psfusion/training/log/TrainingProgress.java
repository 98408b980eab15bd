// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import java.util.Locale;

/**
 * How far a training is: steps, with loss and learning rate, and after the last one the work that is left, counted by itself, so
 * that nothing stands at 100 % while something runs.
 */
public final class TrainingProgress implements RunLog {
    /** Weight of the newest loss in the moving average that is shown; single batches differ too much to be read. */
    private static final double NEWEST = 0.1;

    private final long steps;
    private final int finishing;
    private final Display display;
    private long step;
    private double smoothed = Double.NaN;
    private String work = "";
    /** Pieces of work after the last step that have begun. */
    private int begun;

    /** Shows progress. */
    @FunctionalInterface
    public interface Display {
        /**
         * Shows how much of a task is done.
         *
         * @param task {@code train} or {@code finish}
         * @param note what is done now, or was found last
         */
        void show(String task, long done, long total, String note);
    }

    /**
     * Makes the progress of a training.
     *
     * @param stepsDone steps that were done before
     * @param steps all steps
     * @param finishing pieces of work after the last step
     */
    public TrainingProgress(long stepsDone, long steps, int finishing, Display display) {
        step = stepsDone;
        this.steps = steps;
        this.finishing = finishing;
        this.display = display;
    }

    @Override
    public void step(StepResult result) {
        step = result.step();
        work = "";
        smoothed = Double.isNaN(smoothed) ? result.total() : smoothed + NEWEST * (result.total() - smoothed);
        String note = String.format(Locale.ROOT, "loss %.3f, rate %.2e", smoothed, result.learningRate());
        display.show("train", step, steps, note);
    }

    @Override
    public void working(String what) {
        if (what.equals(work)) {
            return;
        }
        work = what;
        if (step < steps) {
            display.show("train", step, steps, what + " ...");
        } else {
            display.show("finish", Math.min(begun, finishing - 1), finishing, what + " ...");
            begun++;
        }
    }
}
