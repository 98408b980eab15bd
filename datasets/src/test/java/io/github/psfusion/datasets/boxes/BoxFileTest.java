// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxFileTest {
    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static String coco(String image, String box) {
        return "{\"info\":{\"a\":[1]},\"images\":[{\"id\":10,\"file_name\":\"d/b.png\",\"width\":64,\"height\":48},{"
                + image
                + "}],\"categories\":[{\"id\":3,\"name\":\"car\"},{\"id\":1,\"name\":\"person\"}],\"annotations\":[{"
                + box + "}]}";
    }

    @Test
    void cocoIdsAreTextsInTheOrderOfTheirNumbers() throws IOException {
        BoxFile read = BoxFile.truths(file(
                "t.json",
                coco(
                        "\"id\":9",
                        "\"image_id\":10,\"category_id\":3,\"bbox\":[1,2,3.5,4],\"iscrowd\":1,\"area\":7,"
                                + "\"segmentation\":[[1,2]]")));

        assertThat(read.format()).isEqualTo(BoxFormat.COCO);
        assertThat(read.images()).containsExactly(new BoxImage("9", "9", 0, 0), new BoxImage("10", "b", 64, 48));
        assertThat(read.classes()).containsExactly(Map.entry("1", "person"), Map.entry("3", "car"));
        LabeledBox box = read.boxes().get(0);
        assertThat(box.width()).isEqualTo(3.5);
        assertThat(box.area()).hasValue(7);
        assertThat(box.crowd()).isTrue();
        assertThat(box.score()).isEmpty();
    }

    @Test
    void aListOfResultsIsReadAsDetections() throws IOException {
        Path results = file("d.json", "[{\"image_id\":0,\"category_id\":1,\"bbox\":[0,0,5,5],\"score\":0.25}]");

        BoxFile read = BoxFile.detections(results);
        assertThat(read.images()).isEmpty();
        assertThat(read.boxes().get(0).score()).hasValue(0.25);
        assertThat(read.boxes().get(0).image()).isEqualTo("0");
        assertThatThrownBy(() -> BoxFile.truths(results)).hasMessageContaining("this is a list of detections");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"image_id\":10,\"category_id\":3 | no \"bbox\"",
                "\"image_id\":10,\"category_id\":3,\"bbox\":[1,2,3] | \"bbox\" has 3 numbers",
                "\"image_id\":10,\"category_id\":3,\"bbox\":[1,2,-3,4] | must not be negative",
                "\"image_id\":10,\"category_id\":3,\"bbox\":[NaN,2,3,4] | expected finite numbers",
                "\"image_id\":10,\"category_id\":3,\"bbox\":[1e300,2,3,4] | at most a billion",
                "\"image_id\":10,\"category_id\":3,\"bbox\":[\"1\",2,3,4] | not a number",
                "\"image_id\":10,\"category_id\":3,\"bbox\":[1,2,3,4],\"area\":\"x\" | expected a number",
                "\"category_id\":3,\"bbox\":[1,2,3,4] | no \"image_id\"",
            })
    void wrongCocoBoxesAreReportedWithTheirPlace(String box, String message) throws IOException {
        Path truth = file("t.json", coco("\"id\":9", box));

        assertThatThrownBy(() -> BoxFile.truths(truth))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("t.json, line 1, column ")
                .hasMessageContaining(message);
    }

    @Test
    void otherFaultsOfJsonAreReported() throws IOException {
        Path twice = file("twice.json", coco("\"id\":10", ""));
        assertThatThrownBy(() -> BoxFile.truths(twice)).hasMessageContaining("no \"bbox\"");
        Path same = file("same.json", "{\"images\":[{\"id\":1},{\"id\":1}],\"annotations\":[],\"categories\":[]}");
        assertThatThrownBy(() -> BoxFile.truths(same)).hasMessageContaining("the id 1 belongs to two images");
        Path half = file("half.json", "{\"images\":[{\"id\":1}");
        assertThatThrownBy(() -> BoxFile.truths(half)).hasMessageContaining("this is no JSON file");
        Path lacking = file("lacking.json", "{\"images\":[]}");
        assertThatThrownBy(() -> BoxFile.truths(lacking)).hasMessageContaining("not all of them are there");
        Path nan = file("nan.json", "[{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1],\"score\":NaN}]");
        assertThatThrownBy(() -> BoxFile.detections(nan)).hasMessageContaining("the score is NaN");
        Path none = file("none.json", "[{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1]}]");
        assertThatThrownBy(() -> BoxFile.detections(none)).hasMessageContaining("no \"score\"");
        Path deep = file("deep.json", "[".repeat(100_000));
        assertThatThrownBy(() -> BoxFile.detections(deep)).isInstanceOf(DatasetException.class);
    }

    @Test
    void yoloTextHasCentersAsFractions() throws IOException {
        file("labels/2.txt", "\uFEFF1 0.5 0.5 0.2 0.4\n\n");
        file("labels/10.txt", "");
        file("labels/classes.txt", "person\ncar\n");

        BoxFile read = BoxFile.truths(folder.resolve("labels"));
        assertThat(read.images()).extracting(BoxImage::name).containsExactly("2", "10");
        assertThat(read.classes()).containsValues("person", "car");
        assertThat(read.boxes()).hasSize(1);
        assertThat(read.boxes().get(0).x()).isEqualTo(0.4);
        assertThat(read.boxes().get(0).category()).isEqualTo("1");
        assertThatThrownBy(() -> BoxFile.detections(folder.resolve("labels")))
                .hasMessageContaining("2.txt, line 1: 5 values; expected 6: class cx cy w h score");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 320 240 20 40 | fractions of width and height",
                "0 0.5 0.5 0.1 | 4 values; expected 5",
                "0 0.5 0.5 0.1 x | \"x\" is not a number",
                "car 0.5 0.5 0.1 0.1 | the class is \"car\"",
                "0 0.5 NaN 0.1 0.1 | the value NaN",
            })
    void wrongYoloLinesAreReported(String line, String message) throws IOException {
        file("labels/a.txt", "0 0.5 0.5 0.1 0.1\n" + line + "\n");

        assertThatThrownBy(() -> BoxFile.truths(folder.resolve("labels")))
                .hasMessageContaining("a.txt, line 2: ")
                .hasMessageContaining(message);
    }

    @Test
    void vocCountsPixelsFromOneAndInclusively() throws IOException {
        file(
                "voc/a.xml",
                "<annotation><size><width>64</width><height>48</height></size><object><name>car</name><difficult>1</difficult>"
                        + "<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>10</xmax><ymax>2</ymax></bndbox>"
                        + "<part><name>wheel</name><bndbox><xmin>9</xmin></bndbox></part></object></annotation>");

        BoxFile read = BoxFile.truths(folder.resolve("voc"));
        assertThat(read.images()).containsExactly(new BoxImage("a", "a", 64, 48));
        LabeledBox box = read.boxes().get(0);
        assertThat(box.category()).isEqualTo("car");
        assertThat(box.crowd()).isTrue();
        assertThat(new double[] {box.x(), box.y(), box.width(), box.height()}).containsExactly(0, 1, 10, 1);
        assertThatThrownBy(() -> BoxFile.detections(folder.resolve("voc"))).hasMessageContaining("has no score");
    }

    @Test
    void xmlReadsNoOtherFiles() throws IOException {
        file("secret.txt", "secret");
        file(
                "voc/a.xml",
                "<!DOCTYPE annotation [<!ENTITY e SYSTEM \""
                        + folder.resolve("secret.txt").toUri()
                        + "\">]><annotation><object><name>&e;</name></object></annotation>");

        assertThatThrownBy(() -> BoxFile.truths(folder.resolve("voc")))
                .isInstanceOf(DatasetException.class)
                .hasMessageNotContaining("secret\"");
        file("voc/a.xml", "<annotation><object>");
        assertThatThrownBy(() -> BoxFile.truths(folder.resolve("voc"))).hasMessageContaining("this is no XML file");
    }

    @Test
    void aTableHasItsColumnsInAnyOrder() throws IOException {
        Path table = file("boxes.csv", "score,name,class,cx,cy,w,h\n0.5,\"a, b\",2,0.5,0.5,1,1\n");

        LabeledBox box = BoxFile.detections(table).boxes().get(0);
        assertThat(box.image()).isEqualTo("a, b");
        assertThat(box.score()).hasValue(0.5);
        Path other = file("other.csv", "name,cx\n");
        assertThatThrownBy(() -> BoxFile.truths(other)).hasMessageContaining("must name the columns name,class,cx");
        Path cut = file("cut.csv", "name,class,cx,cy,w,h\na,1,0.5\n");
        assertThatThrownBy(() -> BoxFile.truths(cut)).hasMessageContaining("line 2: 3 fields; expected 6");
    }

    @Test
    void otherPlacesAreRefused() throws IOException {
        assertThatThrownBy(() -> BoxFile.truths(folder.resolve("none"))).hasMessageContaining("no such file or folder");
        Path text = file("a.yaml", "");
        assertThatThrownBy(() -> BoxFile.truths(text)).hasMessageContaining("boxes are read from COCO files");
        assertThatThrownBy(() -> BoxFile.truths(folder)).hasMessageContaining("0 YOLO (.txt) and 0 PASCAL VOC");
    }
}
