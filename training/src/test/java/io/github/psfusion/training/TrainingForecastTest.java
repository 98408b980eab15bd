// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.training.TrainingCosts.Evaluating;
import io.github.psfusion.training.TrainingCosts.Saving;
import io.github.psfusion.training.log.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingForecastTest {
    private static final StepEstimate SECOND = new StepEstimate(1, OptionalLong.of(1_500_000_000));
    private static final Optional<Evaluating> EVALUATING = Optional.of(new Evaluating(5, 2));

    private final List<String> reports = new ArrayList<>();

    @TempDir
    private Path folder;

    private static StepResult step(long number, double seconds) {
        return new StepResult(number, 1, Map.of(), 1, 1e-3, seconds);
    }

    private TrainingForecast forecast(long steps, long done, RemainingWork work) {
        return new TrainingForecast(steps, done, () -> work, () -> EVALUATING, 500, reports::add);
    }

    @Test
    void secondStepOfTheProcessIsReportedOnce() {
        TrainingForecast forecast = forecast(1000, 400, new RemainingWork(600, 2, 10, 2, 4, 3));
        assertThat(forecast.steps()).isEqualTo("600 of 1000 steps to run");
        forecast.step(step(401, 9));
        forecast.step(step(402, 2));
        forecast.step(step(403, 3));
        // 600 x 2 s; two validations: 2 x (5 s + 10 x 2 s); two previews: 2 x 4 x 2 s
        assertThat(reports)
                .singleElement()
                .asString()
                .startsWith("measured 2.00 s per step")
                .contains(
                        "Estimated left: 21 min 6 s (steps 20 min 0 s, 2 validations of 10 pairs 50 s, 2 previews 16 s).")
                .endsWith("Saving 3 checkpoints comes on top; it is measured at the first.");
    }

    @Test
    void firstCheckpointAddsTheSaving() throws IOException {
        RemainingWork left = new RemainingWork(100, 0, 0, 0, 0, 3);
        TrainingForecast forecast = forecast(1000, 0, left);
        Path file = Files.write(folder.resolve("step.safetensors"), new byte[1000]);
        forecast.working("checkpoint");
        forecast.saved(file);
        assertThat(reports).as("before a step was measured").isEmpty();
        forecast.step(step(2, 1));
        forecast.working("weights");
        forecast.saved(file);
        assertThat(reports).as("weights are not a checkpoint").hasSize(1);
        forecast.working("checkpoint");
        forecast.saved(file);
        forecast.working("checkpoint");
        forecast.saved(file);
        assertThat(reports).hasSize(2);
        assertThat(reports.get(1)).startsWith("saving a checkpoint of 0 MB took 0.0 s. With it, about 1 min 4");
    }

    @Test
    void checkpointTakesTheMedianOfTheStepsBeforeIt() throws IOException {
        TrainingForecast forecast = forecast(1000, 100, new RemainingWork(100, 0, 0, 0, 0, 0));
        Path file = Files.write(folder.resolve("step.safetensors"), new byte[1000]);
        forecast.step(step(101, 60));
        forecast.step(step(102, 4));
        forecast.step(step(103, 3));
        forecast.step(step(104, 30));
        forecast.step(step(105, 2));
        forecast.working("checkpoint");
        forecast.saved(file);
        // 3.5 s, the median of 4, 3, 30 and 2: the first step also prepares, another one was disturbed
        assertThat(reports.get(1)).endsWith("With it, about 5 min 50 s are left.");
    }

    @Test
    void partsAreCountedAndNamed() {
        TrainingCosts costs = new TrainingCosts(SECOND, EVALUATING, Optional.of(new Saving(551_000_000, 6, 2)));
        TrainingForecast forecast = forecast(8, 0, new RemainingWork(8, 1, 5, 1, 4, 1));
        assertThat(forecast.text(costs))
                .isEqualTo("measured 1.00 s per step, peak 1.5 GB. Estimated in total: 41 s (steps 8 s, 1 validation of"
                        + " 5 pairs 15 s, 1 preview 8 s, 1 checkpoint of 551 MB and weights 10 s).");
        assertThat(forecast.values(costs).get("seconds")).isEqualTo(41.0);
        assertThat(forecast.values(costs).get("secondsOfParts"))
                .isEqualTo(Map.of("steps", 8.0, "validation", 15.0, "previews", 8.0, "saving", 10.0));
    }

    @Test
    void durationsAreInWords() {
        TrainingCosts costs = new TrainingCosts(SECOND, Optional.empty(), Optional.of(new Saving(1, 0, 0)));
        assertThat(forecast(3661, 0, new RemainingWork(3661, 0, 0, 0, 0, 1)).text(costs))
                .contains("in total: 1 h 1 min (");
        assertThat(forecast(9, 0, new RemainingWork(2 * 86400 + 3 * 3600, 0, 0, 0, 0, 1))
                        .text(costs))
                .contains("in total: 2 d 3 h (");
    }

    @Test
    void workOfARunIsCounted() {
        assertThat(RemainingWork.times(1000, 0, 2500)).as("1000, 2000, 2500").isEqualTo(3);
        assertThat(RemainingWork.times(1000, 0, 2000)).as("1000, 2000").isEqualTo(2);
        assertThat(RemainingWork.times(1000, 1000, 2500)).as("2000, 2500").isEqualTo(2);
        assertThat(RemainingWork.times(1000, 0, 7)).as("7").isEqualTo(1);
        assertThat(RemainingWork.times(0, 0, 7)).as("never").isZero();
        assertThat(RemainingWork.between(1000, 2500, 2500)).isZero();
    }
}
