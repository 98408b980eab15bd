// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.StepResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reports how long a training will take on this machine: after the second step, since the first one also prepares kernels and
 * memory.
 */
public final class TrainingForecast implements RunLog {
    private static final double GIGA = 1e9;

    private final long steps;
    private final long done;
    private final double work;
    private final Consumer<String> listener;

    /** Makes the forecast of a training that was started or resumed. */
    public static TrainingForecast of(Trainer<?> trainer, Consumer<String> listener) {
        return new TrainingForecast(trainer.steps(), trainer.stepsDone(), trainer.remainingWork(), listener);
    }

    /**
     * Makes a forecast.
     *
     * @param steps all steps
     * @param done steps done before
     * @param work how many steps such as the next ones cost as much as those that are left
     * @param listener receives the report
     */
    TrainingForecast(long steps, long done, double work, Consumer<String> listener) {
        this.work = work;
        this.steps = steps;
        this.done = done;
        this.listener = listener;
    }

    @Override
    public void step(StepResult result) {
        if (result.step() == done + 2) {
            listener.accept(text(StepEstimate.after(result.seconds())));
        }
    }

    /** Returns the number of steps as the beginning of a sentence. */
    public String steps() {
        return (steps - done) + " of " + steps + " steps are to be done";
    }

    /** Returns the cost of a step and of the training in words. */
    public String text(StepEstimate estimate) {
        String memory = estimate.peakBytes().isPresent()
                ? String.format(
                        Locale.ROOT,
                        ", with at most %.1f GB of memory",
                        estimate.peakBytes().getAsLong() / GIGA)
                : "";
        return String.format(Locale.ROOT, "a step takes %.2f s on this machine%s. ", estimate.secondsPerStep(), memory)
                + "In total about " + words(Duration.ofSeconds(Math.round(seconds(estimate)))) + ".";
    }

    /** Returns the same as values by name. */
    public Map<String, ?> values(StepEstimate estimate) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("steps", steps);
        values.put("stepsDone", done);
        values.put("secondsPerStep", estimate.secondsPerStep());
        values.put("seconds", seconds(estimate));
        values.put(
                "peakBytes",
                estimate.peakBytes().isPresent() ? estimate.peakBytes().getAsLong() : null);
        return values;
    }

    private double seconds(StepEstimate estimate) {
        return work * estimate.secondsPerStep();
    }

    private static String words(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " days " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}
