// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.evaluation.report.SegmentationReport;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.metrics.segmentation.SegmentationScores;
import io.github.psfusion.platform.Sha256;
import io.github.psfusion.testing.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class SegmentationEvaluationTest {
    private static final List<String> CLASSES = List.of("road", "car", "person", "bike");

    @TempDir
    private Path root;

    private Path truths;
    private Path predictions;

    @BeforeEach
    void makeFolders() throws IOException {
        truths = Files.createDirectories(root.resolve("labels"));
        predictions = Files.createDirectories(root.resolve("predicted"));
    }

    private static void write(Path folder, String name, int width, int... classes) throws IOException {
        byte[] bytes = new byte[classes.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) classes[i];
        }
        ImageFiles.writeLabels(
                folder.resolve(name + ".png"),
                LabelMap.of(width, classes.length / width, bytes),
                LabelClasses.msrs().colors());
    }

    private SegmentationEvaluation found() throws IOException {
        return SegmentationEvaluation.between(truths, predictions);
    }

    private static SegmentationResult run(SegmentationEvaluation evaluation, int threads) throws InterruptedException {
        return evaluation.run(CLASSES, DecodeLimits.defaults(), threads, TestScores.origin(), WorkListener.NONE);
    }

    @Test
    void theMatrixOfTheSetIsSummedBeforeDividing() throws IOException, InterruptedException {
        write(truths, "1", 2, 1, 1);
        write(predictions, "1", 2, 1, 1);
        write(truths, "2", 4, 1, 1, 1, LabelMap.IGNORED);
        write(predictions, "2", 4, 2, 2, 2, 3);

        SegmentationScores scores = run(found(), 2).scores();

        // The mean of the IoU of car in the two maps would be 1/2.
        assertThat(scores.iou().get(1)).hasValue(2 / 5.0);
        assertThat(scores.iou().get(2)).as("only predicted").hasValue(0);
        assertThat(scores.iou().get(3)).as("predicted only where it is ignored").isEmpty();
        assertThat(scores.meanIou()).hasValueCloseTo(1 / 5.0, within(1e-15));
    }

    @Test
    void mapsNamedAsFuseNamesThemAreThePredictions() throws IOException, InterruptedException {
        write(truths, "1", 2, 1, 1);
        write(truths, "2", 2, 1, 2);
        write(predictions, "1", 2, 3, 3); // the fused image beside the map
        write(predictions, "1_classes", 2, 1, 1);
        write(predictions, "1_binary", 2, 1, 1);
        write(predictions, "2_classes", 2, 1, 2);
        write(predictions, "3_classes", 2, 1, 2);

        SegmentationResult result = run(found(), 1);

        assertThat(result.maps()).containsExactly("1", "2");
        assertThat(result.scores().pixelAccuracy()).hasValue(1);
        assertThat(result.failures())
                .extracting(SegmentationResult.Failure::map)
                .as("a map without a true one; other outputs are none")
                .containsExactly("3_classes");
    }

    @Test
    void aTrueMapMayHaveTheEndingItself() throws IOException, InterruptedException {
        write(truths, "1", 2, 1, 1);
        write(truths, "1_classes", 2, 2, 2);
        write(predictions, "1", 2, 1, 1);
        write(predictions, "1_classes", 2, 2, 2);

        SegmentationResult result = run(found(), 1);

        assertThat(result.maps()).containsExactly("1", "1_classes");
        assertThat(result.scores().pixelAccuracy()).hasValue(1);
    }

    @Test
    void aMapThatIsReplacedMeanwhileHasTheDigestOfWhatWasScored() throws IOException, InterruptedException {
        write(truths, "1", 2, 1, 1);
        write(predictions, "1", 2, 1, 1);
        Path prediction = predictions.resolve("1.png");
        String scored = Sha256.of(prediction);
        WorkListener replacing = (done, total, pair) -> {
            if (done == 1) {
                try {
                    write(predictions, "1", 2, 0, 0);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };

        SegmentationResult result = found().run(CLASSES, DecodeLimits.defaults(), 1, TestScores.origin(), replacing);

        assertThat(result.scores().pixelAccuracy()).hasValue(1);
        assertThat(result.provenance().inputs()).containsEntry(prediction.toString(), scored);
        assertThat(Sha256.of(prediction)).isNotEqualTo(scored);
    }

    @ParameterizedTest
    @Seeds(3)
    void countsAreThoseOfALoopOverAllPixels(long seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        long[][] expected = new long[CLASSES.size()][CLASSES.size()];
        for (int map = 0; map < 9; map++) {
            int[] truth = random.ints(15, 0, CLASSES.size() + 2).toArray();
            int[] prediction = random.ints(15, 0, CLASSES.size()).toArray();
            for (int i = 0; i < truth.length; i++) {
                if (truth[i] < CLASSES.size()) {
                    expected[truth[i]][prediction[i]]++;
                }
            }
            write(truths, "map" + map, 5, truth);
            write(predictions, "map" + map, 5, prediction);
        }
        for (int threads : new int[] {1, 4}) {
            SegmentationResult result = run(found(), threads);
            for (int row = 0; row < CLASSES.size(); row++) {
                for (int column = 0; column < CLASSES.size(); column++) {
                    assertThat(result.matrix().count(row, column)).isEqualTo(expected[row][column]);
                }
            }
            assertThat(result.maps()).hasSize(9).startsWith("map0", "map1").endsWith("map8");
        }
    }

    @Test
    void mapsThatDoNotCountAreFailuresWithAReason() throws IOException, InterruptedException {
        write(truths, "alone", 1, 0);
        write(predictions, "other", 1, 0);
        write(truths, "right", 1, 0);
        write(predictions, "right", 1, 0);
        write(truths, "size", 2, 0, 0);
        write(predictions, "size", 1, 0, 0);
        write(truths, "text", 1, 0);
        Files.writeString(predictions.resolve("text.png"), "no image");
        write(truths, "unknown", 1, 0);
        write(predictions, "unknown", 1, 7);

        SegmentationResult result = run(found(), 2);

        assertThat(result.maps()).containsExactly("right");
        assertThat(result.matrix().total()).isEqualTo(1);
        assertThat(result.failures().stream().map(SegmentationResult.Failure::map))
                .containsExactly("alone", "other", "size", "text", "unknown");
        assertThat(result.failures().stream().map(SegmentationResult.Failure::reason))
                .satisfiesExactly(
                        alone -> assertThat(alone).contains("alone.png: there is no predicted class map"),
                        other -> assertThat(other).contains("other.png: there is no true class map"),
                        size -> assertThat(size).contains("1 x 2 pixels", "has 2 x 1"),
                        text -> assertThat(text).contains("text.png"),
                        unknown -> assertThat(unknown).contains("is 7; expected 0 to 3"));
    }

    @Test
    void aListLeavesOutMapsWithoutAPartner() throws IOException, InterruptedException {
        write(truths, "alone", 1, 0);
        write(truths, "right", 1, 0);
        write(predictions, "right", 1, 0);
        Path list = Files.writeString(root.resolve("list.txt"), "right\n");

        assertThat(run(found().listed(list), 1).failures()).isEmpty();
    }

    @Test
    void nothingCountedHasNoScoresButReasons() throws IOException, InterruptedException {
        write(truths, "1", 1, LabelMap.IGNORED);
        write(predictions, "1", 1, 1);

        SegmentationResult result = run(found(), 1);

        assertThat(result.overall().get("meanIou")).isEmpty();
        assertThat(result.overall().get("meanIouAbsentAsZero")).hasValue(0);
        assertThat(result.reasons()).hasSize(11).containsEntry("meanIou", "no pixel has a known true class");
        assertThat(result.reason(1)).contains("the class is neither in the labels nor predicted");
        assertThat(new SegmentationReport(SegmentationComparison.of("m", result)).csv())
                .contains("\nmeanIou,,,,1,0,");
    }

    @Test
    void foldersThatShareNoNameAreRefused() throws IOException {
        write(truths, "1", 1, 0);
        write(predictions, "2", 1, 0);
        assertThatThrownBy(this::found)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("contains no images whose names match any of the 1 class map in");
        assertThatThrownBy(() -> SegmentationEvaluation.between(truths, truths.resolve("../labels")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("are the same one");
    }

    @Test
    void theListenerEndsTheWork() throws IOException {
        write(truths, "1", 1, 0);
        write(predictions, "1", 1, 0);
        SegmentationEvaluation evaluation = found();
        WorkListener ending = new WorkListener() {
            @Override
            public void advanced(int done, int total, String pair) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> evaluation.run(CLASSES, DecodeLimits.defaults(), 1, TestScores.origin(), ending))
                .isInstanceOf(CancellationException.class);
    }
}
