// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.evaluation.report.DetectionReport;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.metrics.detection.DetectionProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same three boxes in two images, in every format. */
class DetectionEvaluationTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        file(
                "t.json",
                "{\"images\":[{\"id\":0,\"file_name\":\"a.png\",\"width\":100,\"height\":100},{\"id\":1,\"file_name\":\"b.png\","
                        + "\"width\":100,\"height\":100}],\"categories\":[{\"id\":0,\"name\":\"person\"},{\"id\":7,\"name\":\"car\"}],"
                        + "\"annotations\":[{\"image_id\":0,\"category_id\":0,\"bbox\":[10,10,40,40]},"
                        + "{\"image_id\":0,\"category_id\":7,\"bbox\":[50,50,40,40]},"
                        + "{\"id\":0,\"image_id\":1,\"category_id\":7,\"bbox\":[0,0,20,20]}]}");
        file("d.json", "[" + result(0, 0, "10,10,40,40", 0.9) + "," + result(0, 7, "50,50,40,40", 0.8) + "]");
        file("yolo/a.txt", "0 0.3 0.3 0.4 0.4\n1 0.7 0.7 0.4 0.4\n");
        file("yolo/b.txt", "1 0.1 0.1 0.2 0.2\n");
        file("found/a.txt", "0 0.3 0.3 0.4 0.4 0.9\n1 0.7 0.7 0.4 0.4 0.8\n");
        file("voc/a.xml", "<annotation>" + object("person", 11, 50) + object("car", 51, 90) + "</annotation>");
        file("voc/b.xml", "<annotation>" + object("car", 1, 20) + "</annotation>");
        file("boxes.csv", "name,class,cx,cy,w,h\na,0,0.3,0.3,0.4,0.4\na,1,0.7,0.7,0.4,0.4\nb,1,0.1,0.1,0.2,0.2\n");
        file("found.csv", "name,class,cx,cy,w,h,score\na,0,0.3,0.3,0.4,0.4,0.9\na,1,0.7,0.7,0.4,0.4,0.8\n");
    }

    private static String result(int image, int category, String box, double score) {
        return "{\"image_id\":" + image + ",\"category_id\":" + category + ",\"bbox\":[" + box + "],\"score\":" + score
                + "}";
    }

    private static String object(String name, int from, int to) {
        return "<object><name>" + name + "</name><bndbox><xmin>" + from + "</xmin><ymin>" + from + "</ymin><xmax>" + to
                + "</xmax><ymax>" + to + "</ymax></bndbox></object>";
    }

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private DetectionResult score(String truth, String found, List<String> classes, @Nullable String images)
            throws IOException {
        return DetectionEvaluation.read(
                        new DetectionEvaluation.Inputs(
                                folder.resolve(truth),
                                List.of(new NamedPath("m", folder.resolve(found))),
                                classes,
                                images,
                                null),
                        DecodeLimits.defaults(),
                        WorkListener.NONE)
                .run(DetectionProtocol.COCO, new ScoreOrigin("test", Clock.systemUTC(), Map.of()));
    }

    /** Person 1, car 1 of 2: 51 of 101 recall points. */
    private static void assertScores(DetectionResult result) {
        assertThat(requireNonNull(result.methods().get(0).scores().overall().get("AP"))
                        .orElseThrow())
                .isCloseTo((1 + 51 / 101.0) / 2, within(1e-9));
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void everyFormatGivesTheSameScores() throws IOException {
        assertScores(score("t.json", "d.json", List.of(), null));
        assertScores(score("t.json", "found", List.of(), null));
        assertScores(score("t.json", "found.csv", List.of(), null));
        assertScores(score("yolo", "found", List.of(), "100x100"));
        assertScores(score("boxes.csv", "found.csv", List.of("person", "car"), "100x100"));
        assertScores(score("voc", "found", List.of("person", "car"), "100x100"));
    }

    @Test
    void whatCannotBeAssignedIsRefused() {
        assertThatThrownBy(() -> score("yolo", "found", List.of(), null))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("the size of image a is not known")
                .hasMessageContaining("--images 640x480");
        assertThatThrownBy(() -> score("yolo", "d.json", List.of(), "100x100"))
                .hasMessageContaining("only true boxes in COCO form explain");
        assertThatThrownBy(() -> score("voc", "found", List.of(), "100x100")).hasMessageContaining("--classes");
        assertThatThrownBy(() -> score("yolo", "found", List.of("person"), "100x100"))
                .hasMessageContaining("is of class 1, which is none of the 1 classes (person)");
    }

    @Test
    void otherImagesAndClassesAreLeftOutAndReported() throws IOException {
        file(
                "d.json",
                "[" + result(0, 0, "10,10,40,40", 0.9) + "," + result(0, 7, "50,50,40,40", 0.8) + ","
                        + result(5, 7, "0,0,1,1", 0.99) + "," + result(0, 16, "0,0,1,1", 0.99) + "]");

        DetectionResult result = score("t.json", "d.json", List.of(), null);
        assertThat(requireNonNull(result.methods().get(0).scores().overall().get("AP"))
                        .orElseThrow())
                .isCloseTo((1 + 51 / 101.0) / 2, within(1e-9));
        assertThat(result.failures())
                .singleElement()
                .asString()
                .contains("the detections of 1 image are left out", ": 5.");
        assertThat(result.notes())
                .anySatisfy(note ->
                        assertThat(note).contains("1 detections of classes that the true boxes do not have", "16"))
                .anySatisfy(note -> assertThat(note).contains("no detection in 1 of 2 images"));
    }

    @Test
    void detectionsOfAnImageWithoutAFileAreWrongOnes() throws IOException {
        file("found/c.txt", "0 0.5 0.5 0.2 0.2 0.95\n");

        DetectionResult result = score("yolo", "found", List.of(), "100x100");
        assertThat(result.images()).containsExactly("a", "b", "c");
        assertThat(requireNonNull(result.methods().get(0).scores().overall().get("AP"))
                        .orElseThrow())
                .isCloseTo((0.5 + 51 / 101.0) / 2, within(1e-9));
        assertThat(result.notes()).anySatisfy(note -> assertThat(note).contains("no true boxes", "c"));

        file("other/x.txt", "0 0.5 0.5 0.2 0.2 0.95\n");
        assertThatThrownBy(() -> score("yolo", "other", List.of(), "100x100"))
                .hasMessageContaining("none of its images is among those of");
    }

    @Test
    void boxesBeyondTheImageCountAndAreNoted() throws IOException {
        file("d.json", "[" + result(0, 0, "-20,10,60,40", 0.9) + "]");

        assertThat(score("t.json", "d.json", List.of(), null).notes())
                .anySatisfy(note -> assertThat(note).contains("1 boxes reach more than a pixel beyond"));
    }

    @Test
    void nothingFoundAndNothingToFindAreScores() throws IOException {
        file("d.json", "[]");
        assertThat(score("t.json", "d.json", List.of(), null)
                        .methods()
                        .get(0)
                        .scores()
                        .overall()
                        .get("AP"))
                .hasValue(0);
        file("t.json", "{\"images\":[{\"id\":0}],\"categories\":[{\"id\":0}],\"annotations\":[]}");
        file("d.json", "[" + result(0, 0, "0,0,5,5", 0.9) + "]");
        DetectionResult result = score("t.json", "d.json", List.of(), null);
        assertThat(result.methods().get(0).scores().overall().get("AP")).isEmpty();
        assertThat(new DetectionReport(result).notes())
                .anySatisfy(note -> assertThat(note).contains("undefined, and in no mean, for class 0"));
    }

    @Test
    void truthOfUnknownImagesIsRefused() throws IOException {
        file(
                "t.json",
                "{\"images\":[],\"categories\":[{\"id\":0}],\"annotations\":[{\"image_id\":4,\"category_id\":0,\"bbox\":[0,0,1,1]}]}");
        assertThatThrownBy(() -> score("t.json", "d.json", List.of(), null))
                .hasMessageContaining("images that the file does not list: 4");
    }

    @Test
    void filesHoldAllScores() throws IOException {
        DetectionReport report = new DetectionReport(score("t.json", "d.json", List.of(), null));
        Path out = folder.resolve("out");

        assertThat(report.write(out)).containsExactlyElementsOf(DetectionReport.FILES);
        assertThat(out.resolve("detection.csv"))
                .content()
                .startsWith("method,score,class,value,images,objects,detections,protocol,program\nm,AP,,0.75")
                .contains("\nm,AP50,car,0.50", ",2,2,1,coco,test\n");
        assertThat(Files.readAllLines(out.resolve("curves.csv"))).hasSize(1 + 2 * 2 * 101);
        JsonNode json =
                new ObjectMapper().readTree(out.resolve("detection.json").toFile());
        assertThat(json.path("schema").asText()).isEqualTo("psfusion-detection-1");
        assertThat(json.path("methods")
                        .get(0)
                        .path("classes")
                        .get(1)
                        .path("curves")
                        .get(0)
                        .path("precision"))
                .hasSize(101);
        assertThat(json.path("inputs")).hasSize(2);
        assertThat(out.resolve("report.html")).content().contains("<h1>Detection scores</h1>", "psfusion-detection-1");
        assertThat(report.tables()).hasSize(2);
        assertThat(report.title()).isEqualTo("2 images, 2 classes, 3 objects, protocol coco (COCO, as pycocotools)");
    }

    @Test
    void namesComeFromPathsUnlessGiven() {
        assertThat(NamedPath.parse(List.of("a/x", "b/x", "fused=c")))
                .extracting(NamedPath::name)
                .containsExactly("a/x", "b/x", "fused");
        assertThatThrownBy(() -> NamedPath.parse(List.of("=c"))).hasMessageContaining("expected NAME=PATH");
        assertThatThrownBy(() -> NamedPath.parse(List.of("a", "a"))).hasMessageContaining("named twice");
    }
}
