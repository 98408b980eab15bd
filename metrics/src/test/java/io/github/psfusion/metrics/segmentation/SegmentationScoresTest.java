// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentationScoresTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");
    private static final String SUMMED = "all-9-class-cases-summed";

    private static JsonNode golden(String name) throws IOException {
        return new ObjectMapper()
                .readTree(GOLDENS.resolve("segmentation.json").toFile())
                .get(name);
    }

    private static LabelMap map(String name) throws IOException {
        return ImageFiles.readLabels(GOLDENS.resolve("pictures/" + name + ".png"), DecodeLimits.defaults());
    }

    private static ConfusionMatrix matrix(String name) throws IOException {
        ConfusionMatrix matrix = new ConfusionMatrix(golden(name).get("classes").asInt());
        matrix.add(map(name + "_truth"), map(name + "_prediction"));
        return matrix;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seg-a",
                "seg-b-absent",
                "seg-c-perfect",
                "seg-d-only-class0",
                "seg-e-all-ignored",
                "seg-f-label-12",
                SUMMED
            })
    void agreesWithTheReference(String name) throws IOException {
        JsonNode golden = golden(name);
        ConfusionMatrix matrix = new ConfusionMatrix(golden.get("classes").asInt());
        if (name.equals(SUMMED)) {
            for (JsonNode part : golden.get("of")) {
                matrix.add(matrix(part.asText()));
            }
        } else {
            matrix.add(matrix(name));
        }

        SegmentationScores scores = SegmentationScores.of(matrix);

        for (int t = 0; t < matrix.classes(); t++) {
            for (int p = 0; p < matrix.classes(); p++) {
                assertThat(matrix.count(t, p))
                        .isEqualTo(golden.get("confusion_rows_are_truth")
                                .get(t)
                                .get(p)
                                .asLong());
            }
        }
        assertEach(golden.get("iou"), scores.iou());
        assertEach(golden.get("accuracy"), scores.accuracy());
        assertValue(golden.get("mIoU"), scores.meanIou());
        assertValue(golden.get("mIoU_without_class0"), scores.meanIouWithoutFirst());
        assertValue(golden.get("mIoU_absent_as_zero"), OptionalDouble.of(scores.meanIouAbsentAsZero()));
        assertValue(golden.get("pixelAccuracy"), scores.pixelAccuracy());
        assertValue(golden.get("meanAccuracy"), scores.meanAccuracy());
        assertValue(golden.get("fwIoU"), scores.frequencyWeightedIou());
    }

    private static void assertEach(JsonNode golden, List<OptionalDouble> found) {
        assertThat(found).hasSize(golden.size());
        for (int c = 0; c < found.size(); c++) {
            assertValue(golden.get(c), found.get(c));
        }
    }

    private static void assertValue(JsonNode golden, OptionalDouble found) {
        if (golden.isNull()) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found.orElseThrow()).isCloseTo(golden.asDouble(), within(1e-12));
        }
    }

    @Test
    void sizesThatDifferAndUnknownPredictionsAreRefused() {
        ConfusionMatrix matrix = new ConfusionMatrix(3);

        assertThatThrownBy(() -> matrix.add(LabelMap.of(2, 1, new byte[2]), LabelMap.of(1, 2, new byte[2])))
                .hasMessageContaining("1 x 2")
                .hasMessageContaining("2 x 1");
        assertThatThrownBy(() -> matrix.add(LabelMap.of(2, 1, new byte[2]), LabelMap.of(2, 1, new byte[] {0, 3})))
                .hasMessageContaining("column 1, row 0 is 3");
        assertThatThrownBy(() -> matrix.add(new ConfusionMatrix(2))).hasMessageContaining("expected 3");
    }
}
