// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {
    private final List<String> shown = new ArrayList<>();
    private final TrainingProgress progress = new TrainingProgress(
            0, 2, 5, (task, done, total, note) -> shown.add(task + " " + done + "/" + total + " " + note));

    private static StepResult step(long number) {
        return new StepResult(number, 2, Map.of(), 1, 1e-3, 1);
    }

    @Test
    void workAfterTheLastStepIsCountedByItself() {
        progress.step(step(1));
        progress.working("validation, pair 1 of 2");
        progress.step(step(2));
        for (String work : List.of(
                "checkpoint",
                "weights",
                "validation, pair 1 of 2",
                "validation, pair 1 of 2", // announced twice
                "validation, pair 2 of 2",
                "weights",
                "checkpoint",
                "preview")) {
            progress.working(work);
        }
        assertThat(shown)
                .containsExactly(
                        "train 1/2 loss 2.000, rate 1.00e-03",
                        "train 1/2 validation, pair 1 of 2 ...",
                        "train 2/2 loss 2.000, rate 1.00e-03",
                        "finish 0/5 checkpoint ...",
                        "finish 1/5 weights ...",
                        "finish 2/5 validation, pair 1 of 2 ...",
                        "finish 3/5 validation, pair 2 of 2 ...",
                        "finish 4/5 weights ...",
                        "finish 4/5 checkpoint ...",
                        "finish 4/5 preview ...");
    }
}
