// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.training.Dataset;
import io.github.psfusion.training.Mixture;
import io.github.psfusion.training.SyntheticDataset;
import io.github.psfusion.training.TrainingData;
import io.github.psfusion.training.TrainingSample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassWeightsTest {
    private static final int IGNORED = 255;

    /** Pairs of which nothing but the labels exists. */
    private record Labels(List<Optional<LabelMap>> maps) implements Dataset {
        @Override
        public int size() {
            return maps.size();
        }

        @Override
        public String name(int index) {
            return "labels " + index;
        }

        @Override
        public TrainingSample sample(int index) {
            throw new UnsupportedOperationException("images are not decoded to count classes");
        }

        @Override
        public Optional<LabelMap> classes(int index) {
            return maps.get(index);
        }

        @Override
        public String identity() {
            return "labels";
        }
    }

    private static Optional<LabelMap> labels(int width, int height, int... classes) {
        byte[] pixels = new byte[classes.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) classes[i];
        }
        return Optional.of(LabelMap.of(width, height, pixels));
    }

    /** The second set has half of the samples, though it has one pair of three with labels; images count alike, not pixels. */
    @Test
    void sharesAreThoseOfTheSamplesThatAreDrawn() throws Exception {
        Labels pairs = new Labels(List.of(
                labels(2, 2, 0, 0, 0, 1), // a quarter each of the weight 0.25
                labels(4, 2, 2, 2, 2, 2, 0, 0, IGNORED, IGNORED),
                labels(2, 1, 1, 0),
                Optional.empty()));
        TrainingData data = new TrainingData(
                pairs, Optional.empty(), new Mixture(List.of(new Mixture.Part(2, 0.5), new Mixture.Part(2, 0.5))));
        double[] parts = {
            0.25 * 3 / 4 + 0.25 * 2 / 8 + 0.25 * 1 / 2, 0.25 * 1 / 4 + 0.25 * 1 / 2, 0.25 * 4 / 8, 0,
        };
        double sum = parts[0] + parts[1] + parts[2];
        double[] shares = data.classShares(4, () -> {});
        List<Double> weights = ClassWeights.LOG.of(data, 4, () -> {});
        for (int c = 0; c < 4; c++) {
            assertThat(shares[c]).isCloseTo(parts[c] / sum, within(1e-15));
            assertThat(weights.get(c)).isCloseTo(1 / Math.log(1.02 + parts[c] / sum), within(1e-12));
        }
    }

    /** Thin objects cover somewhat more of a small scene; what matters are the weights. */
    @Test
    void weightsBySmallScenesAreNearlyThoseByLargeOnes() throws Exception {
        SyntheticDataset scenes = new SyntheticDataset(SceneSettings.defaults().withSize(320, 256), 4, 3, 0);
        double[] expected = new double[9];
        for (int i = 0; i < scenes.size(); i++) {
            byte[] pixels = scenes.sample(i).labels().orElseThrow().classes().toArray();
            for (byte pixel : pixels) {
                expected[pixel & 0xFF] += 1.0 / pixels.length / scenes.size();
            }
            assertThat(scenes.classes(i).orElseThrow().width()).isEqualTo(80);
        }
        List<Double> weights = ClassWeights.LOG.of(TrainingData.of(scenes), 9, () -> {});
        for (int c = 0; c < 9; c++) {
            double weight = 1 / Math.log(1.02 + expected[c]);
            assertThat(weights.get(c)).as("class %d", c).isCloseTo(weight, withinPercentage(5));
        }
        assertThat(expected[0]).isBetween(0.5, 0.99);
    }

    @Test
    void withoutLabelsNothingCanBeCounted() {
        TrainingData data = TrainingData.of(new Labels(List.of(Optional.empty(), labels(1, 1, IGNORED))));
        assertThatThrownBy(() -> ClassWeights.LOG.of(data, 4, () -> {}))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("no training pair has labels");
    }

    @Test
    void classBeyondTheirNumberIsNamed() {
        TrainingData data = TrainingData.of(new Labels(List.of(labels(1, 1, 0), labels(1, 1, 4))));
        assertThatThrownBy(() -> data.classShares(4, () -> {}))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("labels 1")
                .hasMessageContaining("class 4");
    }

    @Test
    void givenWeightsAreTakenAndNoneAreEmpty() throws Exception {
        TrainingData data = TrainingData.of(new Labels(List.of(Optional.empty(), Optional.empty())));
        assertThat(ClassWeights.parse("1,2.5").of(data, 2, () -> {})).containsExactly(1.0, 2.5);
        assertThat(ClassWeights.NONE.of(data, 2, () -> {})).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "log", "1.0,2.5,1000.0"})
    void textIsReadAsWritten(String text) {
        assertThat(ClassWeights.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Log", "1,,2", "1,0", "1,-2", "NaN", "1,Infinity", "1;2"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> ClassWeights.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listMustHaveAWeightForEachClass() {
        assertThatThrownBy(() -> ClassWeights.parse("1,2").check(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 class weights")
                .hasMessageContaining("3 classes");
        ClassWeights.LOG.check(3);
    }

    @Test
    void metadataHaveTheWeightsOfBothStages() {
        PsFusionLossOptions options = PsFusionLossOptions.defaults().withClassWeights(List.of(1.0, 2.5));
        Map<String, String> expected = Map.of("class_weights", "1.0,2.5");
        assertThat(new PsFusionLoss(options).metadata()).containsAllEntriesOf(expected);
        assertThat(new SemanticLoss(options).metadata()).containsAllEntriesOf(expected);
    }
}
