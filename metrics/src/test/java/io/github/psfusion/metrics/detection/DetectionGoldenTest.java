// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.psfusion.testing.Goldens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares with pycocotools, ultralytics and two programs of VOC on 60 small sets. */
class DetectionGoldenTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A golden set: its images by rising id, and the ids of its classes by index. */
    private record Case(List<ImageDetections> images, List<Integer> ids) {
        Case withoutCrowds() {
            return new Case(
                    images.stream()
                            .map(image -> new ImageDetections(
                                    image.truths().stream()
                                            .filter(truth -> !truth.crowd())
                                            .toList(),
                                    image.detections()))
                            .toList(),
                    ids);
        }

        DetectionScores scores(DetectionProtocol protocol) {
            return protocol.score(images, ids.size());
        }
    }

    private static Case read(Path folder, String name) throws IOException {
        JsonNode truth =
                JSON.readTree(folder.resolve("cases/" + name + ".truth.json").toFile());
        List<Integer> ids = StreamSupport.stream(truth.get("categories").spliterator(), false)
                .map(category -> category.get("id").asInt())
                .sorted()
                .toList();
        Map<Long, List<TrueBox>> truths = new TreeMap<>();
        Map<Long, List<Detection>> detections = new LinkedHashMap<>();
        for (JsonNode image : truth.get("images")) {
            truths.put(image.get("id").asLong(), new ArrayList<>());
            detections.put(image.get("id").asLong(), new ArrayList<>());
        }
        for (JsonNode object : truth.get("annotations")) {
            requireNonNull(truths.get(object.get("image_id").asLong()))
                    .add(new TrueBox(
                            ids.indexOf(object.get("category_id").asInt()),
                            box(object),
                            object.get("area").asDouble(),
                            object.get("iscrowd").asInt() != 0));
        }
        for (JsonNode object : JSON.readTree(
                folder.resolve("cases/" + name + ".detections.json").toFile())) {
            requireNonNull(detections.get(object.get("image_id").asLong()))
                    .add(new Detection(
                            ids.indexOf(object.get("category_id").asInt()),
                            box(object),
                            object.get("score").asDouble()));
        }
        List<ImageDetections> images = new ArrayList<>();
        truths.forEach((id, boxes) -> images.add(new ImageDetections(boxes, requireNonNull(detections.get(id)))));
        return new Case(images, ids);
    }

    private static Box box(JsonNode object) {
        JsonNode box = object.get("bbox");
        return new Box(
                box.get(0).asDouble(),
                box.get(1).asDouble(),
                box.get(2).asDouble(),
                box.get(3).asDouble());
    }

    @Test
    void all60SetsAgreeUnderEveryProtocol() throws IOException {
        Path folder = Goldens.require("golden/downstream/ap");
        JsonNode expected = JSON.readTree(folder.resolve("expected.json").toFile());
        int sets = 0;
        for (Map.Entry<String, JsonNode> entry : expected.properties()) {
            Case set = read(folder, entry.getKey());
            JsonNode golden = entry.getValue();
            coco(entry.getKey(), golden.get("coco"), set);
            for (String key : List.of("", "_difficult")) {
                Case counted = key.isEmpty() ? set.withoutCrowds() : set;
                means(entry.getKey(), golden.get("voc_every_point" + key), "AP50", counted, DetectionProtocol.VOC);
                means(entry.getKey(), golden.get("voc_11_point" + key), "AP50", counted, DetectionProtocol.VOC_2007);
            }
            means(entry.getKey(), golden.get("ultralytics"), "AP", set, DetectionProtocol.ULTRALYTICS);
            means(
                    entry.getKey(),
                    golden.get("ultralytics_endpoint"),
                    "AP",
                    set,
                    DetectionProtocol.ULTRALYTICS_ENDPOINT);
            sets++;
        }
        assertThat(sets).isEqualTo(60);
    }

    private static void coco(String name, JsonNode golden, Case set) {
        DetectionScores scores = set.scores(DetectionProtocol.COCO);
        List<String> keys = DetectionProtocol.COCO.keys();
        for (int i = 0; i < keys.size(); i++) {
            agrees(
                    name + " " + keys.get(i),
                    golden.get("stats").get(i),
                    scores.overall().get(keys.get(i)));
        }
        for (int k = 0; k < set.ids().size(); k++) {
            String id = String.valueOf(set.ids().get(k));
            Map<String, OptionalDouble> values = scores.classes().get(k).values();
            agrees(name + " AP of " + id, golden.get("ap").get(id), values.get("AP"));
            agrees(name + " AP50 of " + id, golden.get("ap50").get(id), values.get("AP50"));
            agrees(name + " AR of " + id, golden.get("ar100").get(id), values.get("AR100"));
        }
    }

    private static void means(String name, JsonNode golden, String key, Case set, DetectionProtocol protocol) {
        DetectionScores scores = set.scores(protocol);
        agrees(name + " " + protocol, golden.get("map"), scores.overall().get(key));
        for (int k = 0; k < set.ids().size(); k++) {
            JsonNode ofClass = golden.get("ap").get(String.valueOf(set.ids().get(k)));
            agrees(
                    name + " " + protocol + " of class " + k,
                    ofClass,
                    scores.classes().get(k).values().get(key));
        }
        if (golden.has("map50")) {
            agrees(name + " " + protocol, golden.get("map50"), scores.overall().get("AP50"));
        }
    }

    private static void agrees(String what, @Nullable JsonNode golden, @Nullable OptionalDouble score) {
        OptionalDouble found = requireNonNull(score);
        if (golden == null || golden.isNull() || golden.asDouble() == -1) {
            assertThat(found).as(what).isEmpty();
        } else {
            assertThat(found.orElseThrow(() -> new AssertionError(what + " is undefined")))
                    .as(what)
                    .isCloseTo(golden.asDouble(), within(1e-9));
        }
    }

    @Test
    void everyPrecisionAndRecallAgrees() throws IOException {
        Path folder = Goldens.require("golden/downstream/ap");
        for (String name : List.of("18", "20", "28")) {
            Case set = read(folder, name);
            CocoAveragePrecision coco =
                    CocoAveragePrecision.of(set.images(), set.ids().size());
            ByteBuffer precision = npy(folder.resolve("precision_" + name + ".npy"));
            for (int t = 0; t < 10; t++) {
                for (int r = 0; r < 101; r++) {
                    for (int k = 0; k < set.ids().size(); k++) {
                        same(precision.getDouble(), coco.precision(t, r, k));
                    }
                }
            }
            ByteBuffer recall = npy(folder.resolve("recall_" + name + ".npy"));
            for (int t = 0; t < 10; t++) {
                for (int k = 0; k < set.ids().size(); k++) {
                    for (int area = 0; area < 4; area++) {
                        for (int limit = 0; limit < 3; limit++) {
                            same(recall.getDouble(), coco.recall(t, k, area, limit));
                        }
                    }
                }
            }
        }
    }

    private static ByteBuffer npy(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.position(10 + bytes.getShort(8));
    }

    private static void same(double golden, double found) {
        if (golden == -1) {
            assertThat(found).isNaN();
        } else {
            assertThat(found).isCloseTo(golden, within(1e-12));
        }
    }
}
