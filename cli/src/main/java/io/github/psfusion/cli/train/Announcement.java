// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.training.StepEstimate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How long a training will take on this machine.
 *
 * @param steps all steps
 * @param done steps done before
 * @param estimate what a step costs here
 */
record Announcement(long steps, long done, StepEstimate estimate) {
    private static final double GIGA = 1e9;

    String text() {
        String memory = estimate.peakBytes().isPresent()
                ? String.format(
                        Locale.ROOT,
                        " and took %.1f GB at most",
                        estimate.peakBytes().getAsLong() / GIGA)
                : "";
        return String.format(
                        Locale.ROOT,
                        "%d of %d steps are to be done; one took %.2f s on this machine%s. ",
                        steps - done,
                        steps,
                        estimate.secondsPerStep(),
                        memory)
                + "Altogether about " + words(Duration.ofSeconds(Math.round(seconds()))) + ".";
    }

    Map<String, ?> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("steps", steps);
        json.put("stepsDone", done);
        json.put("secondsPerStep", estimate.secondsPerStep());
        json.put("seconds", seconds());
        json.put(
                "peakBytes",
                estimate.peakBytes().isPresent() ? estimate.peakBytes().getAsLong() : null);
        return json;
    }

    private double seconds() {
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
