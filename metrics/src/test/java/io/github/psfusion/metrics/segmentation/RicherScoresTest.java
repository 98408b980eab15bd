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
import io.github.psfusion.testing.Goldens;
import io.github.psfusion.testing.RuleNumbers;
import io.github.psfusion.testing.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Boundary IoU, IoU per image and calibration, against the published programs and plain loops. */
class RicherScoresTest {
    private static final int CLASSES = 9;

    private static JsonNode golden() throws IOException {
        return new ObjectMapper()
                .readTree(Goldens.require("golden/downstream/segmentation/expected.json")
                        .toFile());
    }

    private static LabelMap map(String name, String kind) throws IOException {
        Path folder = Goldens.require("golden/downstream/segmentation/maps");
        return ImageFiles.readLabels(folder.resolve(name + "_" + kind + ".png"), DecodeLimits.defaults());
    }

    private static ConfusionMatrix matrix(String name) throws IOException {
        ConfusionMatrix matrix = new ConfusionMatrix(CLASSES);
        matrix.add(map(name, "truth"), map(name, "prediction"));
        return matrix;
    }

    @Test
    void boundariesAgree() throws IOException {
        JsonNode golden = golden();
        for (Map.Entry<String, JsonNode> map : golden.get("maps").properties()) {
            boundary(map.getValue(), List.of(map.getKey()));
        }
        for (JsonNode set : golden.get("sets")) {
            boundary(set, names(set));
        }
    }

    private static List<String> names(JsonNode set) {
        List<String> names = new ArrayList<>();
        set.get("maps").forEach(name -> names.add(name.asText()));
        return names;
    }

    private static void boundary(JsonNode golden, List<String> maps) throws IOException {
        BoundaryIou diagonal = BoundaryIou.ofDiagonal(CLASSES);
        BoundaryIou thin = BoundaryIou.ofWidth(CLASSES, 3);
        for (String name : maps) {
            BoundaryIou alone = BoundaryIou.ofDiagonal(CLASSES);
            alone.add(map(name, "truth"), map(name, "prediction"));
            diagonal.add(alone);
            thin.add(map(name, "truth"), map(name, "prediction"));
        }
        boundary(maps.toString(), golden.get("boundary"), diagonal);
        boundary(maps.toString(), golden.get("boundary3"), thin);
    }

    private static void boundary(String what, JsonNode golden, BoundaryIou found) {
        for (int c = 0; c < CLASSES; c++) {
            JsonNode counts = golden.get("truth_prediction_intersection_union").get(c);
            assertThat(found.counts().truth().get(c))
                    .as(what)
                    .isEqualTo(counts.get(0).asLong());
            assertThat(found.counts().prediction().get(c))
                    .as(what)
                    .isEqualTo(counts.get(1).asLong());
            assertThat(found.counts().both().get(c))
                    .as(what)
                    .isEqualTo(counts.get(2).asLong());
            agrees(golden.get("iou").get(c), found.iou(c));
        }
        agrees(golden.get("mean"), found.mean());
    }

    @Test
    void iouPerImageAgrees() throws IOException {
        JsonNode golden = golden();
        for (Map.Entry<String, JsonNode> map : golden.get("maps").properties()) {
            PerImageIou found = PerImageIou.of(List.of(matrix(map.getKey()).counts()));
            agrees(map.getValue().path("fine").path("mIoU_I"), found.ofImage(0));
        }
        for (JsonNode set : golden.get("sets")) {
            List<ClassCounts> counts = new ArrayList<>();
            for (String name : names(set)) {
                counts.add(matrix(name).counts());
            }
            PerImageIou found = PerImageIou.of(counts);
            agrees(fine(set, "mIoU_I"), found.meanOverImages(PerImageIou.ALL));
            agrees(fine(set, "mIoU_C"), found.meanOverClasses(PerImageIou.ALL));
            for (int percent : new int[] {10, 25, 50}) {
                agrees(fine(set, "mIoU_I_worst" + percent), found.meanOverImages(percent));
                agrees(fine(set, "mIoU_C_worst" + percent), found.meanOverClasses(percent));
            }
        }
    }

    /** The program's own value has no meaning where no truth of the set has a class. */
    private static JsonNode fine(JsonNode set, String key) {
        JsonNode present = set.get("fine").path("present_only").path(key);
        return present.isMissingNode() ? set.get("fine").get(key) : present;
    }

    @Test
    void calibrationAgrees() throws IOException {
        JsonNode golden = golden();
        for (JsonNode set : golden.get("sets")) {
            CalibrationError total = new CalibrationError();
            for (String name : names(set)) {
                CalibrationError alone = calibration(name);
                agrees(golden.get("maps").get(name).path("ece"), alone.value());
                total.add(alone);
            }
            agrees(set.get("ece").get("ece_set"), total.value());
            for (int bin = 0; bin < CalibrationError.BINS; bin++) {
                JsonNode bins = set.get("ece").get("bins");
                assertThat(total.bins().get(bin).pixels())
                        .isEqualTo(bins.get("count").get(bin).asLong());
                assertThat(total.bins().get(bin).correct())
                        .isEqualTo(bins.get("correct").get(bin).asLong());
            }
        }
    }

    private static CalibrationError calibration(String name) throws IOException {
        LabelMap truth = map(name, "truth");
        byte[] actual = truth.toArray();
        byte[] predicted = map(name, "prediction").toArray();
        double[] noise = RuleNumbers.uniform("segmap/" + name + ".logits", CLASSES * actual.length);
        double[] bonus = RuleNumbers.uniform("segmap/" + name + ".bonus", actual.length);
        CalibrationError error = new CalibrationError();
        for (int i = 0; i < actual.length; i++) {
            if ((actual[i] & 0xFF) == LabelMap.IGNORED) {
                continue;
            }
            double largest = 0;
            double sum = 0;
            for (int c = 0; c < CLASSES; c++) {
                double logit = 0.8 * noise[c * actual.length + i]
                        + (c == predicted[i] ? 1.7 + 0.75 * (bonus[i] + 1) * (1 + predicted[i]) : 0);
                sum += Math.exp(logit);
                largest = Math.max(largest, Math.exp(logit));
            }
            error.add(largest / sum, actual[i] == predicted[i]);
        }
        return error;
    }

    private static void agrees(JsonNode golden, OptionalDouble found) {
        if (golden.isNull() || golden.isMissingNode()) { // map 06 has no pixel that counts
            assertThat(found).isEmpty();
        } else {
            assertThat(found.orElseThrow()).isCloseTo(golden.asDouble(), within(1e-10));
        }
    }

    @ParameterizedTest
    @Seeds(20)
    void boundariesAreThoseOfTheDefinition(long seed) {
        Random random = new Random(seed);
        int width = 1 + random.nextInt(14);
        int height = 1 + random.nextInt(14);
        int d = 1 + random.nextInt(3);
        byte[] labels = new byte[width * height];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (random.nextInt(12) == 0 ? random.nextInt(3) : i % width / 6);
        }
        LabelMap map = LabelMap.of(width, height, labels);
        long[] expected = new long[3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                expected[map.at(x, y)] += isBoundary(map, x, y, d) ? 1 : 0;
            }
        }
        BoundaryIou found = BoundaryIou.ofWidth(3, d);
        found.add(map, map);

        assertThat(found.counts().truth()).containsExactly(expected[0], expected[1], expected[2]);
        assertThat(found.counts().both()).isEqualTo(found.counts().prediction());
    }

    private static boolean isBoundary(LabelMap map, int x, int y, int d) {
        for (int v = y - d; v <= y + d; v++) {
            for (int u = x - d; u <= x + d; u++) {
                if (u < 0 || v < 0 || u >= map.width() || v >= map.height() || map.at(u, v) != map.at(x, y)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void widthsAreRoundedHalfToEven() {
        assertThat(BoundaryIou.ofDiagonal(2).width(100, 75)).isEqualTo(2);
        assertThat(BoundaryIou.ofDiagonal(2).width(640, 480)).isEqualTo(16);
        assertThat(BoundaryIou.ofDiagonal(2).width(3, 3)).isEqualTo(1);
        assertThatThrownBy(() -> BoundaryIou.ofWidth(2, 0)).hasMessageContaining("0 pixels");
    }

    @Test
    void confidencesOutsideTheirRangeAreRefused() {
        CalibrationError error = new CalibrationError();
        assertThat(error.value()).isEmpty();
        error.add(1, true);
        error.add(0, false);
        assertThat(error.value()).hasValue(0);
        assertThatThrownBy(() -> error.add(Double.NaN, true)).hasMessageContaining("NaN");
    }

    @Test
    void aClassThatIsOnlyPredictedInAnImageCostsTheOthers() {
        ConfusionMatrix matrix = new ConfusionMatrix(3);
        matrix.add(LabelMap.of(4, 1, new byte[] {0, 0, 0, 0}), LabelMap.of(4, 1, new byte[] {0, 0, 1, 1}));
        PerImageIou found = PerImageIou.of(List.of(matrix.counts()));

        assertThat(found.ofImage(0)).hasValue(0.5);
        assertThat(found.images(1)).isZero();
        assertThat(found.meanOfClass(1, PerImageIou.ALL)).isEmpty();
    }
}
