// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetectionProtocolTest {
    private static final Box BOX = new Box(10, 10, 40, 40);
    private static final Box OTHER = new Box(200, 10, 40, 40);

    private static double of(DetectionProtocol protocol, String key, ImageDetections... images) {
        return requireNonNull(protocol.score(List.of(images), 1).overall().get(key))
                .orElseThrow();
    }

    private static ImageDetections image(List<TrueBox> truths, Detection... detections) {
        return new ImageDetections(truths, List.of(detections));
    }

    @Test
    void aPerfectDetectorScoresAsEachProtocolDefines() {
        ImageDetections image = image(List.of(TrueBox.of(0, BOX)), new Detection(0, BOX, 0.9));

        assertThat(of(DetectionProtocol.COCO, "AP", image)).isCloseTo(1, within(1e-12));
        assertThat(of(DetectionProtocol.VOC, "AP50", image)).isEqualTo(1);
        assertThat(of(DetectionProtocol.VOC_2007, "AP50", image)).isCloseTo(1, within(1e-12));
        assertThat(of(DetectionProtocol.ULTRALYTICS, "AP", image)).isCloseTo(0.995, within(1e-12));
    }

    @Test
    void oneOfTwoObjectsFoundDiffersBetweenTheProtocols() {
        ImageDetections image = image(List.of(TrueBox.of(0, BOX), TrueBox.of(0, OTHER)), new Detection(0, BOX, 0.9));

        assertThat(of(DetectionProtocol.COCO, "AP50", image)).isCloseTo(51 / 101.0, within(1e-12));
        assertThat(of(DetectionProtocol.VOC, "AP50", image)).isCloseTo(0.5, within(1e-12));
        assertThat(of(DetectionProtocol.VOC_2007, "AP50", image)).isCloseTo(6 / 11.0, within(1e-12));
        // Up to 8.3 a line leads from (.5, 1) to (1, 0); since 8.4 it falls at .5.
        assertThat(of(DetectionProtocol.ULTRALYTICS, "AP50", image)).isCloseTo(0.75, within(1e-12));
        assertThat(of(DetectionProtocol.ULTRALYTICS_ENDPOINT, "AP50", image)).isCloseTo(0.495, within(1e-12));
    }

    @Test
    void aSecondDetectionOfAnObjectIsWrongAndOneOfACrowdDoesNotCount() {
        TrueBox crowd = new TrueBox(0, OTHER, OTHER.area(), true);
        ImageDetections image = image(
                List.of(TrueBox.of(0, BOX), crowd),
                new Detection(0, OTHER, 0.9),
                new Detection(0, OTHER, 0.8),
                new Detection(0, BOX, 0.7),
                new Detection(0, BOX, 0.6));

        DetectionScores scores = DetectionProtocol.COCO.score(List.of(image), 1);
        assertThat(requireNonNull(scores.overall().get("AP")).orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(scores.classes().get(0).truths()).isEqualTo(1);
        assertThat(scores.classes().get(0).detections()).isEqualTo(4);
        assertThat(of(DetectionProtocol.VOC, "AP50", image)).isEqualTo(1);

        ImageDetections twice = image(
                List.of(TrueBox.of(0, BOX), TrueBox.of(0, OTHER)),
                new Detection(0, BOX, 0.9),
                new Detection(0, BOX, 0.8),
                new Detection(0, OTHER, 0.7));
        assertThat(of(DetectionProtocol.VOC, "AP50", twice)).isCloseTo(0.5 + 0.5 * 2 / 3, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void nothingToFindIsUndefinedAndNothingFoundIsZero(DetectionProtocol protocol) {
        ImageDetections nothing = image(List.of(), new Detection(0, BOX, 0.5));
        ImageDetections none = image(List.of(TrueBox.of(0, BOX)));

        assertThat(protocol.score(List.of(nothing), 1).overall().values())
                .allSatisfy(value -> assertThat(value).isEmpty());
        assertThat(protocol.score(List.of(), 1).classes().get(0).curves()).isEmpty();
        assertThat(of(protocol, "AP50", none)).isZero();
        assertThat(of(protocol, "AP50", none, nothing)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theOrderOfDetectionsWithDistinctScoresDoesNotMatter(DetectionProtocol protocol) {
        Random random = new Random(1);
        List<TrueBox> truths = new ArrayList<>();
        List<Detection> detections = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Box box =
                    new Box(random.nextInt(500), random.nextInt(400), 10 + random.nextInt(80), 10 + random.nextInt(80));
            truths.add(TrueBox.of(i % 2, box));
            detections.add(new Detection(
                    i % 2, new Box(box.x() + random.nextInt(8), box.y(), box.width(), box.height()), i / 30.0));
        }
        DetectionScores before = protocol.score(List.of(new ImageDetections(truths, detections)), 2);
        Collections.shuffle(detections, random);

        assertThat(protocol.score(List.of(new ImageDetections(truths, detections)), 2))
                .isEqualTo(before);
    }

    @Test
    void zeroAndNegativeZeroAreEqualScores() {
        ImageDetections image =
                image(List.of(TrueBox.of(0, BOX)), new Detection(0, OTHER, -0.0), new Detection(0, BOX, 0.0));

        assertThat(of(DetectionProtocol.VOC, "AP50", image)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void boxesWithoutAreaMatchNothing() {
        Box empty = new Box(10, 10, 0, 0);
        ImageDetections image = image(List.of(TrueBox.of(0, empty)), new Detection(0, empty, 0.5));

        assertThat(of(DetectionProtocol.COCO, "AP", image)).isZero();
        assertThat(of(DetectionProtocol.VOC, "AP50", image)).isZero();
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() {
        assertThatThrownBy(() -> new Box(Double.NaN, 0, 1, 1)).hasMessageContaining("corner");
        assertThatThrownBy(() -> new Box(0, 0, -1, 1)).hasMessageContaining("-1.0 x 1.0");
        assertThatThrownBy(() -> new Box(0, 0, 1, Double.POSITIVE_INFINITY)).hasMessageContaining("Infinity");
        assertThatThrownBy(() -> new Detection(0, BOX, Double.NaN)).hasMessageContaining("score is NaN");
        assertThatThrownBy(() -> new TrueBox(-1, BOX, 1, false)).hasMessageContaining("class -1");
        assertThatThrownBy(() -> new TrueBox(0, BOX, -1, false)).hasMessageContaining("area is -1");
    }

    @Test
    void protocolsHaveNames() {
        assertThat(DetectionProtocol.of("VOC07")).isEqualTo(DetectionProtocol.VOC_2007);
        assertThatThrownBy(() -> DetectionProtocol.of("yolo")).hasMessageContaining("coco, voc, voc07, ultralytics");
    }
}
