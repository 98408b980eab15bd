// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.training.log.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TrainingForecastTest {
    private static StepResult step(long number, double seconds) {
        return new StepResult(number, 1, Map.of(), 1, 1e-3, seconds);
    }

    @Test
    void secondStepOfTheProcessIsReportedOnce() {
        List<String> reports = new ArrayList<>();
        TrainingForecast forecast = new TrainingForecast(1000, 400, 600, reports::add);
        assertThat(forecast.steps()).isEqualTo("600 of 1000 steps are to be done");
        forecast.step(step(401, 9));
        forecast.step(step(402, 2));
        forecast.step(step(403, 3));
        assertThat(reports)
                .singleElement()
                .asString()
                .startsWith("a step takes 2.00 s on this machine")
                .endsWith("In total about 20 min 0 s.");
    }

    @Test
    void durationsAreInWords() {
        StepEstimate second = new StepEstimate(1, OptionalLong.of(1_500_000_000));
        assertThat(new TrainingForecast(59, 0, 59, text -> {}).text(second))
                .isEqualTo("a step takes 1.00 s on this machine, with at most 1.5 GB of memory. In total about 59 s.");
        assertThat(new TrainingForecast(3661, 0, 3661, text -> {}).text(second)).endsWith("about 1 h 1 min.");
        assertThat(new TrainingForecast(200_000, 0, 2 * 86400 + 3 * 3600, text -> {}).text(second))
                .endsWith("about 2 days 3 h.");
        assertThat(new TrainingForecast(10, 4, 6, text -> {}).text(new StepEstimate(2, OptionalLong.empty())))
                .isEqualTo("a step takes 2.00 s on this machine. In total about 12 s.");
    }
}
