// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.testing.OnnxFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segmenters of which the class maps are known. */
class OnnxSegmenterTest {
    private static final List<String> DATA = List.of("ground", "person", "car");
    private static final ImageSize FIRST = new ImageSize(16, 8);

    @TempDir
    private Path folder;

    private Path file(OnnxFiles model) throws IOException {
        return model.write(folder.resolve("model.onnx"));
    }

    private static SegmenterOptions options(List<String> classes, Map<String, String> named) {
        return new SegmenterOptions(
                Optional.empty(), PixelScaling.UNIT, ChannelOrder.RGB, Optional.empty(), classes, named);
    }

    /** Black, with a red left quarter and a blue right half. */
    private static ColorImage image(int width, int height) {
        float[] red = new float[width * height];
        float[] blue = new float[width * height];
        for (int i = 0; i < red.length; i++) {
            red[i] = i % width < width / 4 ? 1 : 0;
            blue[i] = i % width >= width / 2 ? 1 : 0;
        }
        return new ColorImage(
                Plane.wrap(width, height, red), Plane.constant(width, height, 0), Plane.wrap(width, height, blue));
    }

    private static void isExpected(LabelMap map, int width, int height) {
        assertThat(map.width()).isEqualTo(width);
        assertThat(map.height()).isEqualTo(height);
        for (int x = 0; x < width; x++) {
            int expected = x < width / 4 ? 1 : x >= width / 2 ? 2 : 0;
            assertThat(map.at(x, height / 2)).as("column %s", x).isEqualTo(expected);
        }
    }

    @Test
    void logitsOfAnySizeGiveTheMapAndNamesTheClasses() throws IOException {
        Path file = file(OnnxFiles.brightestChannel(0, 0, 1)
                .metadata("names", "{0: 'sky', 1: 'Person', 2: 'tree', 3: 'truck'}"));
        try (OnnxSegmenter segmenter =
                OnnxSegmenter.open(file, options(List.of(), Map.of("truck", "car")), DATA, FIRST, 1)) {
            isExpected(segmenter.predict(image(16, 8), "a"), 16, 8);
            isExpected(segmenter.predict(image(40, 3), "b"), 40, 3);
            assertThat(segmenter.facts())
                    .containsEntry("classes_matched", "Person = person, truck = car")
                    .containsEntry("counted_as_ground", "sky, tree")
                    .containsEntry("input_size", "that of each image");
        }
    }

    @Test
    void aFixedSizeIsStretchedAndSmallLogitsInterpolated() throws IOException {
        Path file = file(OnnxFiles.brightestChannel(32, 32, 8));
        List<String> classes = List.of("ground", "person", "tree", "car");
        try (OnnxSegmenter segmenter = OnnxSegmenter.open(file, options(classes, Map.of()), DATA, FIRST, 1)) {
            // Logits have four columns: red, black, blue, blue. Between two, the larger interpolated one wins.
            LabelMap map = segmenter.predict(image(64, 48), "a");
            assertThat(map.at(8, 20)).isEqualTo(1);
            assertThat(map.at(24, 20)).isZero();
            assertThat(map.at(40, 20)).isEqualTo(2);
            assertThat(segmenter.facts()).containsEntry("input_size", "32 x 32, stretched");
        }
    }

    @Test
    void mapsAreTakenAsTheyAre() throws IOException {
        for (int rank : new int[] {3, 4}) {
            OnnxFiles model = new OnnxFiles();
            model.input("image", OnnxFiles.FLOAT, 1, 3, 2, 4);
            long[] shape = rank == 3 ? new long[] {1, 2, 4} : new long[] {1, 1, 2, 4};
            model.output("map", model.integers(new long[] {0, 1, 2, 0, 1, 1, 1, 1}, shape), OnnxFiles.INT64, shape);
            Path file = file(model);
            try (OnnxSegmenter segmenter = OnnxSegmenter.open(file, options(List.of(), Map.of()), DATA, FIRST, 1)) {
                LabelMap map = segmenter.predict(Plane.constant(8, 4, 0), "a"); // twice as large: nearest
                assertThat(map.at(2, 0)).isEqualTo(1);
                assertThat(map.at(5, 1)).isEqualTo(2);
                assertThat(map.at(7, 0)).isZero();
                assertThat(map.at(7, 3)).isEqualTo(1);
                assertThat(segmenter.facts())
                        .containsEntry("classes_matched", "taken as those of the data set, in its order");
            }
        }
    }

    private void refused(OnnxFiles model, SegmenterOptions options, String... message) throws IOException {
        Path file = file(model);
        assertThatThrownBy(() -> {
                    try (OnnxSegmenter segmenter = OnnxSegmenter.open(file, options, DATA, FIRST, 1)) {
                        segmenter.predict(image(16, 8), "a");
                    }
                })
                .isInstanceOf(IOException.class)
                .satisfies(error -> assertThat(error.getMessage()).contains(message));
    }

    @Test
    void classesAndShapesThatDoNotFitAreRefused() throws IOException {
        SegmenterOptions plain = options(List.of(), Map.of());
        refused(OnnxFiles.brightestChannel(0, 0, 1), plain, "has 4 classes", "the data set has 3", "--model-classes");
        refused(
                OnnxFiles.brightestChannel(0, 0, 1),
                options(List.of("person", "car"), Map.of()),
                "has 4 classes by the shape [1, 4, 8, 16], and 2 names (person, car) are given");
        refused(
                OnnxFiles.brightestChannel(0, 0, 1),
                options(List.of("a", "b", "c", "d"), Map.of()),
                "none of the classes of the model (a, b, c, d)");
        refused(
                OnnxFiles.brightestChannel(0, 0, 1),
                options(List.of("a", "b", "c", "car"), Map.of("a", "bus")),
                "--map: the data set has no class bus");
        OnnxFiles vector = new OnnxFiles();
        vector.input("image", OnnxFiles.FLOAT, 1, 3, 8, 16);
        vector.output("out", vector.floats(new float[5], 1, 5), OnnxFiles.FLOAT, 1, 5);
        refused(vector, plain, "out [1, 5]", "expected logits");
        OnnxFiles fractions = new OnnxFiles();
        fractions.input("image", OnnxFiles.FLOAT, 1, 3, 1, 2);
        fractions.output("map", fractions.floats(new float[] {0.5f, 1}, 1, 1, 2), OnnxFiles.FLOAT, 1, 1, 2);
        refused(fractions, plain, "has the value 0.5; expected whole numbers from 0 to 2");
        OnnxFiles nan = new OnnxFiles();
        nan.input("image", OnnxFiles.FLOAT, 1, 3, 1, 1);
        nan.output("logits", nan.floats(new float[] {0, Float.NaN, 0}, 1, 3, 1, 1), OnnxFiles.FLOAT, 1, 3, 1, 1);
        refused(nan, plain, "has values that are not numbers");
    }

    @Test
    void outputsAreChosenByName() throws IOException {
        OnnxFiles model = OnnxFiles.brightestChannel(0, 0, 1);
        model.output("other", model.floats(new float[3], 1, 3, 1, 1), OnnxFiles.FLOAT, 1, 3, 1, 1);
        Path file = file(model);
        SegmenterOptions other = new SegmenterOptions(
                Optional.empty(), PixelScaling.UNIT, ChannelOrder.RGB, Optional.of("other"), List.of(), Map.of());
        try (OnnxSegmenter segmenter = OnnxSegmenter.open(file, other, DATA, FIRST, 1)) {
            assertThat(segmenter.facts()).containsEntry("output", "other");
        }
        SegmenterOptions absent = new SegmenterOptions(
                Optional.empty(), PixelScaling.UNIT, ChannelOrder.RGB, Optional.of("x"), List.of(), Map.of());
        assertThatThrownBy(() -> OnnxSegmenter.open(file, absent, DATA, FIRST, 1))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("it has logits, other");
    }
}
