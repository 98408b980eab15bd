// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.training.StepEstimate;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.StepResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reports after the second step how long the training will take on this machine; the first step is slower. */
final class Forecast implements RunLog {
    private static final double GIGA = 1e9;

    private final Console console;
    private final long steps;
    private final long done;

    /**
     * Makes a forecast.
     *
     * @param steps all steps
     * @param done steps done before
     */
    Forecast(Console console, long steps, long done) {
        this.console = console;
        this.steps = steps;
        this.done = done;
    }

    /** Returns how many steps there are. */
    String steps() {
        return (steps - done) + " of " + steps + " steps are to be done";
    }

    @Override
    public void step(StepResult result) {
        if (result.step() == done + 2) {
            console.say(text(StepEstimate.after(result.seconds())));
        }
    }

    String text(StepEstimate estimate) {
        String memory = estimate.peakBytes().isPresent()
                ? String.format(
                        Locale.ROOT,
                        ", with at most %.1f GB of memory",
                        estimate.peakBytes().getAsLong() / GIGA)
                : "";
        return String.format(Locale.ROOT, "a step takes %.2f s on this machine%s. ", estimate.secondsPerStep(), memory)
                + "In total about " + words(Duration.ofSeconds(Math.round(seconds(estimate)))) + ".";
    }

    Map<String, ?> asJson(StepEstimate estimate) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("steps", steps);
        json.put("stepsDone", done);
        json.put("secondsPerStep", estimate.secondsPerStep());
        json.put("seconds", seconds(estimate));
        json.put(
                "peakBytes",
                estimate.peakBytes().isPresent() ? estimate.peakBytes().getAsLong() : null);
        return json;
    }

    private double seconds(StepEstimate estimate) {
        return (steps - done) * estimate.secondsPerStep();
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
