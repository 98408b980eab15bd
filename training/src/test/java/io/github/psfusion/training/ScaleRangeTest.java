// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.TensorScope;
import java.io.IOException;
import java.util.DoubleSummaryStatistics;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScaleRangeTest {
    private static final DataSettings SETTINGS =
            new DataSettings(DataSettings.LabelUse.REQUIRED, 9, 32, 32, 2, 1, Augmentation.Policy.MIRROR);
    private static final NoiseDataset PAIRS = new NoiseDataset(80, 60, 4, 3);

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "0.5..1.5", "0.1..4.0"})
    void textIsReadAsWritten(String text) {
        assertThat(ScaleRange.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "half", "0.05", "5", "1.5..0.5", "0.5..", "..1", "0.5..1..2", "NaN", "0.5..Infinity", "-1..1"
            })
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> ScaleRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void drawsFillTheRange() {
        RandomGenerator random = new SplittableRandom(1);
        ScaleRange range = ScaleRange.parse("0.5..1.5");
        DoubleSummaryStatistics draws = IntStream.range(0, 1000)
                .mapToDouble(ignored -> range.draw(random))
                .summaryStatistics();
        assertThat(draws.getMin()).isBetween(0.5, 0.55);
        assertThat(draws.getMax()).isBetween(1.45, 1.5);
        assertThat(draws.getAverage()).isBetween(0.95, 1.05);
    }

    @Test
    void withoutARangeNothingIsDrawnAndNothingChanges() {
        RandomGenerator used = new SplittableRandom(1);
        assertThat(ScaleRange.NONE.draw(used)).isEqualTo(1);
        assertThat(used.nextLong()).isEqualTo(new SplittableRandom(1).nextLong());
        TrainingSample sample = PAIRS.sample(0);
        assertThat(sample.scaled(1)).isSameAs(sample);
    }

    @Test
    void allMapsOfAPairShrinkTogether() {
        TrainingSample half = PAIRS.sample(0).scaled(0.5);
        TrainingSample.Labels labels = half.labels().orElseThrow();
        assertThat(half.width()).isEqualTo(40);
        assertThat(half.height()).isEqualTo(30);
        assertThat(half.visible().width()).isEqualTo(40);
        assertThat(labels.classes().width()).isEqualTo(40);
        assertThat(labels.boundary().height()).isEqualTo(30);
        assertThat(half.mask().toArray()).isEqualTo(labels.binary().toArray());
        for (byte label : labels.classes().toArray()) { // of classes 0 and 2 there is no mean
            assertThat(label).isIn((byte) 0, (byte) 2);
        }
        assertThat(PAIRS.sample(0).scaled(0.001).width()).isEqualTo(1);
    }

    @Test
    void cropsAreThoseOfTheScaledPair() throws IOException {
        double[] plain = infrared(ScaleRange.NONE);
        double[] drawn = infrared(ScaleRange.parse("0.5..2"));
        assertThat(infrared(ScaleRange.parse("1"))).isEqualTo(plain);
        assertThat(drawn).isNotEqualTo(plain);
        assertThat(infrared(ScaleRange.parse("0.5..2")))
                .as("the same draws again")
                .isEqualTo(drawn);
        assertThat(roughness(infrared(ScaleRange.parse("2"))))
                .as("noise, enlarged")
                .isLessThan(0.7 * roughness(plain));
    }

    private static double[] infrared(ScaleRange scales) throws IOException {
        DataSettings settings = SETTINGS.withScales(scales);
        try (Backend backend = Backends.open(BackendOptions.defaults().withThreads(1));
                TensorScope scope = backend.openScope();
                BatchLoader loader = new BatchLoader(
                        PAIRS,
                        new BatchSampler(PAIRS.size(), 2, 5),
                        settings,
                        step -> settings.crops().first(),
                        0)) {
            return loader.next().on(backend, DataType.FLOAT32).infrared().toDoubles();
        }
    }

    /** Returns the mean absolute difference of neighbors. */
    private static double roughness(double[] image) {
        double sum = 0;
        for (int i = 1; i < image.length; i++) {
            sum += Math.abs(image[i] - image[i - 1]);
        }
        return sum / image.length;
    }
}
