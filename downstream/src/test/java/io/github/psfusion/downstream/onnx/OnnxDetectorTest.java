// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.metrics.detection.Box;
import io.github.psfusion.metrics.detection.Detection;
import io.github.psfusion.testing.OnnxFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detectors of which the boxes are known, in each layout. */
class OnnxDetectorTest {
    private static final int SIDE = 64;
    /** Cells of strides 8, 16 and 32. */
    private static final int CELLS = 64 + 16 + 4;

    @TempDir
    private Path folder;

    private Path file(OnnxFiles model) throws IOException {
        return model.write(folder.resolve("model.onnx"));
    }

    /** Runs a model on a gray image. */
    private static List<Detection> detect(Path file, DetectorOptions options, int width, int height)
            throws IOException {
        try (OnnxDetector detector = OnnxDetector.open(file, options, 1)) {
            return detector.detect(Plane.constant(width, height, 0.5f), "gray");
        }
    }

    private static void same(Detection found, int category, double score, Box box) {
        assertThat(found.category()).isEqualTo(category);
        assertThat(found.score()).isCloseTo(score, within(1e-6));
        assertThat(found.box().x()).isCloseTo(box.x(), within(1e-9));
        assertThat(found.box().y()).isCloseTo(box.y(), within(1e-9));
        assertThat(found.box().width()).isCloseTo(box.width(), within(1e-9));
        assertThat(found.box().height()).isCloseTo(box.height(), within(1e-9));
    }

    private static void put(float[] values, int row, int columns, float... numbers) {
        System.arraycopy(numbers, 0, values, row * columns, numbers.length);
    }

    @Test
    void yolov5HasObjectnessAndEachClassIsADetection() throws IOException {
        float[] values = new float[3 * CELLS * 7];
        put(values, 100, 7, 32, 24, 16, 8, 0.5f, 0.75f, 0.25f);
        put(values, 101, 7, 33, 24, 16, 8, 0.5f, 0.5f, 0.001f); // overlaps; its second score is below the threshold
        Path file = file(OnnxFiles.constant(SIDE, SIDE, 3 * CELLS, 7, values).metadata("names", "['a', 'b']"));
        List<Detection> found = detect(file, DetectorOptions.defaults(), 64, 48); // 8 rows of gray above
        assertThat(found).hasSize(2);
        same(found.get(0), 0, 0.375, new Box(24, 12, 16, 8));
        same(found.get(1), 1, 0.125, new Box(24, 12, 16, 8));
    }

    @Test
    void yolov8IsTransposed() throws IOException {
        float[] values = new float[6 * CELLS];
        float[] box = {20, 30, 8, 12, 0.1f, 0.9f};
        for (int i = 0; i < box.length; i++) {
            values[i * CELLS + 83] = box[i];
        }
        Path file = file(OnnxFiles.constant(SIDE, SIDE, 6, CELLS, values).metadata("names", "{0: 'a', 1: 'b'}"));
        // 128 x 96: halved, then 8 rows of gray above
        List<Detection> found = detect(file, DetectorOptions.defaults(), 128, 96);
        assertThat(found).hasSize(2);
        same(found.get(0), 1, 0.9f, new Box(32, 32, 16, 24));
        same(found.get(1), 0, 0.1f, new Box(32, 32, 16, 24));
    }

    @Test
    void yolov10NeedsNoSuppression() throws IOException {
        float[] values = new float[300 * 6];
        put(values, 0, 6, 10, 20, 30, 40, 0.5f, 2);
        put(values, 1, 6, 10, 20, 30, 40, 0.75f, 2); // the same box: the model itself suppresses, so both stay
        Path file = file(OnnxFiles.constant(SIDE, SIDE, 300, 6, values)
                .metadata("names", "{\"0\": \"a\", \"1\": \"b\", \"2\": \"c\"}"));
        try (OnnxDetector detector = OnnxDetector.open(file, DetectorOptions.defaults(), 1)) {
            assertThat(detector.layout()).isEqualTo(DetectorLayout.YOLOV10);
            List<Detection> found = detector.detect(Plane.constant(64, 64, 0), "black");
            assertThat(found).hasSize(2);
            same(found.get(0), 2, 0.75, new Box(10, 20, 20, 20));
            assertThat(detector.facts()).containsEntry("suppression", "none").containsKey("detector_sha256");
        }
        List<Detection> suppressed = detect(
                file,
                new DetectorOptions(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        0.001,
                        OptionalDouble.of(0.7),
                        300),
                64,
                64);
        assertThat(suppressed).hasSize(1);
    }

    @Test
    void rtdetrIsStretchedAndItsSurestClassCounts() throws IOException {
        float[] values = new float[300 * 7];
        put(values, 7, 7, 0.5f, 0.25f, 0.25f, 0.5f, 0.25f, 0.75f, 0.5f);
        Path file = file(OnnxFiles.constant(SIDE, SIDE, 300, 7, values).metadata("names", "a,b,c"));
        List<Detection> found = detect(file, DetectorOptions.defaults(), 200, 100);
        assertThat(found).hasSize(1);
        same(found.get(0), 1, 0.75, new Box(75, 0, 50, 50));
    }

    @Test
    void sizedDetectorsGetTheSizeOfTheImage() throws IOException {
        OnnxFiles model = new OnnxFiles();
        model.input("images", OnnxFiles.FLOAT, -1, 3, -1, -1);
        model.input("orig_target_sizes", OnnxFiles.INT64, -1, 2);
        // boxes = parts of (width, height, width, height)
        String size = model.node(
                "Cast", List.of("orig_target_sizes"), OnnxFiles.attribute("to", OnnxFiles.FLOAT.getNumber()));
        String twice = model.node("Concat", List.of(size, size), OnnxFiles.attribute("axis", 1));
        String parts = model.floats(new float[] {0.25f, 0.5f, 0.5f, 0.75f, 0, 0, 1, 1}, 1, 2, 4);
        model.output("labels", model.integers(new long[] {1, 0}, 1, 2), OnnxFiles.INT64, -1, 2);
        model.output("boxes", model.node("Mul", List.of(parts, twice)), OnnxFiles.FLOAT, -1, 2, 4);
        model.output("scores", model.floats(new float[] {0.5f, 0.75f}, 1, 2), OnnxFiles.FLOAT, -1, 2);
        Path file = file(model);
        DetectorOptions options =
                DetectorOptions.defaults().with(new ImageSize(32, 32)).withClasses(List.of("a", "b"));
        List<Detection> found = detect(file, options, 400, 200);
        assertThat(found).hasSize(2);
        same(found.get(0), 0, 0.75, new Box(0, 0, 400, 200));
        same(found.get(1), 1, 0.5, new Box(100, 100, 100, 50));
        assertThatThrownBy(() -> OnnxDetector.open(file, options.withClasses(List.of("a")), 1)
                        .detect(Plane.constant(4, 4, 0), "tiny"))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("tiny: the detector found class 1.0, but only the classes 0 to 0 have names");
    }

    @Test
    void yoloxIsDecodedByCells() throws IOException {
        float[] values = new float[CELLS * 7];
        int cell = 64 + 1 * 4 + 2; // stride 16, column 2, row 1
        put(values, cell, 7, 0.5f, 0.25f, 0, (float) Math.log(2), 1, 0.5f, 0.25f);
        Path file = file(OnnxFiles.constant(SIDE, SIDE, CELLS, 7, values).metadata("names", "a,b"));
        List<Detection> found = detect(file, DetectorOptions.defaults(), 64, 48);
        assertThat(found).hasSize(1); // the surest class
        // center (2.5, 1.25) x 16 = (40, 20), size 16 x 32
        assertThat(found.get(0).category()).isZero();
        assertThat(found.get(0).score()).isEqualTo(0.5);
        assertThat(found.get(0).box().x()).isCloseTo(32, within(1e-5));
        assertThat(found.get(0).box().y()).isCloseTo(4, within(1e-5));
        assertThat(found.get(0).box().width()).isCloseTo(16, within(1e-5));
        assertThat(found.get(0).box().height()).isCloseTo(32, within(1e-5));
    }

    @Test
    void nanodetPlusHasDistributionsOfDistances() throws IOException {
        int columns = 1 + 32;
        float[] values = new float[(CELLS + 1) * columns];
        int row = 2 * 8 + 3; // stride 8, column 3, row 2: center (24, 16)
        values[row * columns] = 0.5f;
        int[] distances = {2, 1, 3, 2};
        for (int side = 0; side < 4; side++) {
            values[row * columns + 1 + side * 8 + distances[side]] = 200; // all of the softmax
        }
        Path file =
                file(OnnxFiles.constant(SIDE, SIDE, CELLS + 1, columns, values).metadata("names", "a"));
        List<Detection> found = detect(file, DetectorOptions.defaults(), 128, 64);
        assertThat(found).hasSize(1);
        same(found.get(0), 0, 0.5, new Box(16, 8, 80, 24)); // 8, 8, 48, 32 in the input, twice as wide in the image
    }

    @Test
    void aDetectorThatLooksAtItsImageFindsTheRectangle() throws IOException {
        Path file = file(OnnxFiles.brightRectangle(64, 64));
        float[] samples = new float[100 * 50];
        Arrays.fill(samples, 0.2f);
        for (int y = 10; y < 30; y++) {
            Arrays.fill(samples, y * 100 + 40, y * 100 + 90, 0.9f);
        }
        try (OnnxDetector detector = OnnxDetector.open(file, DetectorOptions.defaults(), 1)) {
            Detection found =
                    detector.detect(Plane.wrap(100, 50, samples), "scene").get(0);
            // A pixel of the input is 1.56 of the image.
            assertThat(found.box().iou(new Box(40, 10, 50, 20))).isGreaterThan(0.85);
            assertThat(detector.detect(Plane.constant(64, 64, 0.2f), "empty")).isEmpty();
        }
        Path large = OnnxFiles.brightRectangle(100, 64).write(folder.resolve("large.onnx"));
        try (OnnxDetector detector = OnnxDetector.open(large, DetectorOptions.defaults(), 1)) {
            assertThat(detector.detect(Plane.wrap(100, 50, samples), "scene"))
                    .containsExactly(new Detection(0, new Box(40, 10, 50, 20), 1));
        }
    }

    private void refused(OnnxFiles model, DetectorOptions options, String... message) throws IOException {
        Path file = file(model);
        assertThatThrownBy(() -> OnnxDetector.open(file, options, 1))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageStartingWith(file.toString())
                .satisfies(error -> assertThat(error.getMessage()).contains(message));
    }

    @Test
    void aWrongLayoutNamesTheShapeAndWhatWouldFit() throws IOException {
        OnnxFiles yolov8 =
                OnnxFiles.constant(SIDE, SIDE, 6, CELLS, new float[6 * CELLS]).metadata("names", "a,b");
        refused(
                yolov8,
                DetectorOptions.defaults().with(DetectorLayout.YOLOV5),
                "output0 [1, 6, 84]",
                "layout yolov5 expects [1, 3 x cells, 5 + classes]",
                "These would fit: yolov8 of 2 classes");
        refused(
                OnnxFiles.constant(SIDE, SIDE, 5000, 4, new float[20000]),
                DetectorOptions.defaults(),
                "[1, 5000, 4], which fits no known layout",
                "yolox [1, cells, 5 + classes]");
        refused(
                OnnxFiles.constant(SIDE, SIDE, 300, 6, new float[1800]).metadata("names", "a,b"),
                DetectorOptions.defaults(),
                "fits several layouts: yolov10, rtdetr of 2 classes",
                "--layout");
    }

    @Test
    void classesMustHaveNamesAndTheirNumber() throws IOException {
        refused(
                OnnxFiles.constant(SIDE, SIDE, 6, CELLS, new float[6 * CELLS]),
                DetectorOptions.defaults(),
                "does not name the 2 classes",
                "--classes");
        refused(
                OnnxFiles.constant(SIDE, SIDE, 6, CELLS, new float[6 * CELLS]).metadata("names", "a,b"),
                DetectorOptions.defaults().withClasses(List.of("a", "b", "c")),
                "has 2 classes by the shape output0 [1, 6, 84] of layout yolov8, and 3 names (a, b, c) are given");
        assertThat(ModelClasses.given(List.of("coco"))).hasSize(80).startsWith("person", "bicycle", "car");
        Path names = Files.writeString(folder.resolve("c.txt"), "person\n traffic light \n\n");
        assertThat(ModelClasses.given(List.of(names.toString()))).containsExactly("person", "traffic light");
        assertThat(ModelClasses.of(Map.of("names", "{0: 'a', 1: \"driver's cab\", 2: 'it\\'s'}")))
                .containsExactly("a", "driver's cab", "it's");
        assertThat(ModelClasses.of(Map.of("names", "{0: 'a', 2: 'b'}"))).isEmpty();
    }

    @Test
    void freeSizesMustBeGiven() throws IOException {
        OnnxFiles free = new OnnxFiles();
        free.input("images", OnnxFiles.FLOAT, 1, 3, -1, -1);
        free.output("output0", free.floats(new float[6], 1, 1, 6), OnnxFiles.FLOAT, 1, 1, 6)
                .metadata("names", "a");
        refused(free, DetectorOptions.defaults(), "takes images of any size", "--size 640x640");
        Path file = file(free.metadata("imgsz", "[32, 64]"));
        try (OnnxDetector detector = OnnxDetector.open(file, DetectorOptions.defaults(), 1)) {
            assertThat(detector.facts()).containsEntry("input", "64 x 32, letterbox");
        }
        refused(
                OnnxFiles.brightRectangle(64, 32),
                DetectorOptions.defaults().with(new ImageSize(32, 32)),
                "fixes its input to 64x32, not 32 x 32");
    }

    @Test
    void otherInputsAreRefused() throws IOException {
        OnnxFiles two = new OnnxFiles();
        two.input("a", OnnxFiles.FLOAT, 1, 3, 8, 8);
        two.input("b", OnnxFiles.FLOAT, 1, 1, 8, 8);
        two.output("out", "a", OnnxFiles.FLOAT, 1, 3, 8, 8);
        refused(two, DetectorOptions.defaults(), "has 2 inputs: a [1, 3, 8, 8] of FLOAT, b [1, 1, 8, 8] of FLOAT");
        OnnxFiles last = new OnnxFiles();
        last.input("a", OnnxFiles.FLOAT, 1, 8, 8, 3);
        last.output("out", "a", OnnxFiles.FLOAT, 1, 8, 8, 3);
        refused(last, DetectorOptions.defaults(), "[1, 8, 8, 3]", "channels before rows and columns");
        OnnxFiles batch = new OnnxFiles();
        batch.input("a", OnnxFiles.FLOAT, 8, 3, 8, 8);
        batch.output("out", "a", OnnxFiles.FLOAT, 8, 3, 8, 8);
        refused(batch, DetectorOptions.defaults(), "made for batches of 8 images");
        OnnxFiles whole = new OnnxFiles();
        whole.input("a", OnnxFiles.INT64, 1, 3, 8, 8);
        whole.output("out", "a", OnnxFiles.INT64, 1, 3, 8, 8);
        refused(whole, DetectorOptions.defaults(), "of type INT64; images are given as FLOAT");
    }

    @Test
    void whatIsNoOnnxFileIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("a.onnx"), "this is no model at all, but text");
        assertThatThrownBy(() -> OnnxModel.open(text, 1))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("no ONNX file");
        Path empty = Files.createFile(folder.resolve("b.onnx"));
        assertThatThrownBy(() -> OnnxModel.open(empty, 1)).hasMessageContaining("the file is empty");
        assertThatThrownBy(() -> OnnxModel.open(folder, 1)).hasMessageContaining("this is a folder");
        assertThatThrownBy(() -> OnnxModel.open(folder.resolve("c.onnx"), 1)).isInstanceOf(NoSuchFileException.class);
        Path whole = file(OnnxFiles.brightRectangle(8, 8));
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half.onnx"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> OnnxModel.open(half, 1)).isInstanceOf(WeightFormatException.class);
    }

    @Test
    void scoresThatAreNoNumbersStopTheWork() throws IOException {
        float[] values = new float[6 * CELLS];
        values[4 * CELLS + 5] = Float.NaN;
        Path file = file(OnnxFiles.constant(SIDE, SIDE, 6, CELLS, values).metadata("names", "a,b"));
        assertThatThrownBy(() -> detect(file, DetectorOptions.defaults(), 8, 8))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("gray: the detector gives a score that is not a number (NaN)");
        values[4 * CELLS + 5] = 0.5f;
        values[5] = Float.POSITIVE_INFINITY;
        Path infinite = file(OnnxFiles.constant(SIDE, SIDE, 6, CELLS, values).metadata("names", "a,b"));
        assertThatThrownBy(() -> detect(infinite, DetectorOptions.defaults(), 8, 8))
                .hasMessageContaining("a box of no use");
    }
}
