// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.training.Augmentation;
import io.github.psfusion.training.DataSettings;
import io.github.psfusion.training.RunSettings;
import io.github.psfusion.training.ScheduleSettings;
import io.github.psfusion.training.TrainingSettings;
import io.github.psfusion.training.losses.PositiveWeights;
import io.github.psfusion.training.optimizer.SgdOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published numbers of a training, and this project's own where there is none, each written out. */
class PublishedTrainingTest {
    @Test
    void settingsAreThePublishedOnes() {
        TrainingSettings settings = TrainingSettings.defaults();
        DataSettings data = settings.data();
        assertThat(data.labels()).isEqualTo(DataSettings.LabelUse.REQUIRED);
        assertThat(data.classes()).isEqualTo(9);
        assertThat(data.cropWidth()).isEqualTo(256);
        assertThat(data.cropHeight()).isEqualTo(256);
        assertThat(data.batchSize()).isEqualTo(4);
        assertThat(data.gradAccumulation()).isEqualTo(1);
        assertThat(data.augmentation()).isEqualTo(Augmentation.Policy.ALL);
        ScheduleSettings schedule = settings.schedule();
        assertThat(schedule.optimizer()).isEqualTo(ScheduleSettings.OptimizerKind.SGD);
        assertThat(schedule.learningRate()).isEqualTo(0.001);
        assertThat(schedule.length()).isEqualTo(new ScheduleSettings.Length(2500, true));
        assertThat(schedule.momentum()).isEqualTo(0.9);
        assertThat(schedule.weightDecay()).isEqualTo(0.0005);
        assertThat(SgdOptions.PUBLISHED).isEqualTo(new SgdOptions(0.9, 0.0005));
        assertThat(settings.precision()).isEqualTo(DataType.FLOAT32);
        assertThat(settings.seed()).isEqualTo(1);
        assertThat(settings.run()).isEqualTo(new RunSettings(1000, 3, 1000, 1000, 10));
    }

    /** From 1e-5 by equal factors to 1e-3 in 1000 steps, then down to 0 as (1 - share)^0.9 of the steps that are left. */
    @Test
    void learningRateRisesFor1000StepsAndThenFalls() {
        var rates = ScheduleSettings.defaults().rates(677_500);
        assertThat(rates.rate(0)).isCloseTo(1e-5, within(1e-12));
        assertThat(rates.rate(500)).isCloseTo(1e-4, within(1e-12));
        assertThat(rates.rate(1000)).isCloseTo(1e-3, within(1e-12));
        assertThat(rates.rate(1000 + 676_500 / 2)).isCloseTo(1e-3 * Math.pow(0.5, 0.9), within(1e-9));
        assertThat(rates.rate(677_500)).isZero();
    }

    @Test
    void lossIsThePublishedOne() {
        PsFusionLossOptions options = PsFusionLossOptions.defaults();
        assertThat(options.hardestPixels()).isEqualTo(65_536); // a quarter of 4 x 256 x 256
        assertThat(options.fusionTerms().intensityRoles()).isEqualTo(IntensityRoles.INTENDED);
        assertThat(options.binaryWeights()).isEqualTo(new PositiveWeights(1.4548, 19.8962));
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put("semantic", 10.0);
        weights.put("binary", 10.0);
        weights.put("boundary", 10.0);
        weights.put("correlation", 1.0);
        weights.put("gradient", 10.0);
        weights.put("intensity", 10.0);
        weights.put("range", 0.0); // ours
        weights.put("visible-intensity", 5.0);
        weights.put("visible-gradient", 5.0);
        weights.put("infrared-intensity", 5.0);
        weights.put("infrared-gradient", 5.0);
        assertThat(new PsFusionLoss(options).weights()).containsExactlyEntriesOf(weights);
    }

    /** The table of docs/guide/train.md. */
    @ParameterizedTest
    @CsvSource({"4, 256, 10", "2, 256, 5.6", "4, 128, 3.4"})
    void expectedMemoryIsThatOfTheGuide(int pairs, int side, double gigabytes) {
        DataSettings data =
                new DataSettings(DataSettings.LabelUse.REQUIRED, 9, side, side, pairs, 1, Augmentation.Policy.ALL);
        try (PsFusionTask task = new PsFusionTask(9, PsFusionLossOptions.defaults())) {
            assertThat(task.expectedBytes(data) / 1e9).isCloseTo(gigabytes, within(0.05));
        }
    }
}
