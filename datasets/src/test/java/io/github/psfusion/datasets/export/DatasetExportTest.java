// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.boxes.BoxFile;
import io.github.psfusion.datasets.boxes.LabeledBox;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.IndexColors;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exported boxes, read back, are the ones that were given. */
class DatasetExportTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 20;

    @TempDir
    private Path folder;

    private Path boxes;

    @BeforeEach
    void writeSet() throws IOException {
        for (int i = 0; i < 3; i++) {
            Path split = folder.resolve("set").resolve(i < 2 ? "train" : "test");
            for (String name : new String[] {"ir", "vi", "label"}) {
                Files.createDirectories(split.resolve(name));
            }
            float[] half = new float[WIDTH * HEIGHT];
            Arrays.fill(half, 0, half.length / 2, (i + 1) / 5f);
            Plane plane = Plane.wrap(WIDTH, HEIGHT, half);
            String file = "s" + i + ".png";
            ImageFiles.write(split.resolve("ir").resolve(file), plane, WriteOptions.png());
            ImageFiles.write(split.resolve("vi").resolve(file), plane, WriteOptions.png());
            ImageFiles.writeLabels(
                    split.resolve("label").resolve(file),
                    LabelMap.of(WIDTH, HEIGHT, new byte[WIDTH * HEIGHT]),
                    IndexColors.gray());
        }
        boxes = folder.resolve("boxes");
        Files.createDirectories(boxes);
        Files.writeString(boxes.resolve("s0.txt"), "1 0.5 0.5 0.25 0.5\n0 0.05 0.5 0.2 0.2\n");
        Files.writeString(boxes.resolve("s1.txt"), "");
        Files.writeString(boxes.resolve("s2.txt"), "1 0.25 0.25 0.5 0.5\n");
    }

    private ExportRequest request(ExportFormat format, List<String> classes) {
        return new ExportRequest(
                folder.resolve("set"), Optional.empty(), List.of(boxes), classes, format, DecodeLimits.defaults());
    }

    private static BoxFile written(ExportFormat format, Path root) throws IOException {
        return BoxFile.truths(
                switch (format) {
                    case COCO -> root.resolve("annotations/instances_train.json");
                    case YOLO -> root.resolve("labels/train");
                    case VOC -> root.resolve("Annotations");
                });
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void boxesAreReadBack(ExportFormat format) throws IOException {
        Path root = folder.resolve("out");
        DatasetExport.Result result =
                DatasetExport.write(request(format, List.of("person", "car")), root, (done, total) -> {});
        assertThat(result).isEqualTo(new DatasetExport.Result(2, 1, 3, 0));
        LabeledBox box = written(format, root).boxes().get(0);
        double sx = format == ExportFormat.YOLO ? WIDTH : 1;
        double sy = format == ExportFormat.YOLO ? HEIGHT : 1;
        assertThat(box.x() * sx).isCloseTo(15, within(1e-5));
        assertThat(box.y() * sy).isCloseTo(5, within(1e-5));
        assertThat(box.width() * sx).isCloseTo(10, within(1e-5));
        assertThat(box.height() * sy).isCloseTo(10, within(1e-5));
        // The second box reaches over the left border and is cut there.
        LabeledBox cut = written(format, root).boxes().get(1);
        assertThat(cut.x() * sx).isCloseTo(0, within(1e-5));
        assertThat(cut.width() * sx).isCloseTo(6, within(1e-5));
    }

    @Test
    void statisticsHaveBothDeviations() throws IOException {
        Path root = folder.resolve("out");
        DatasetExport.write(request(ExportFormat.YOLO, List.of()), root, (done, total) -> {});
        String text = Files.readString(root.resolve("statistics.json"));
        // Two images, half of each 0, the other halves 51 and 102.
        assertThat(text).contains("\"mean\" : [ 38.25");
        assertThat(text).contains("\"deviationOfAllPixels\" : [ 42.28");
        assertThat(text).contains("\"meanOfDeviationsOfImages\" : [ 38.25");
        assertThat(root.resolve("data.yaml")).content().contains("1: 'class 1'");
        assertThat(root.resolve("images/val/s2.png")).exists();
        assertThat(root.resolve("labels/train/s1.txt")).isEmptyFile();
    }

    @Test
    void unknownClassesAndFullFoldersAreRefusedBeforeAnythingIsWritten() throws IOException {
        Path root = folder.resolve("out");
        assertThatThrownBy(() ->
                        DatasetExport.write(request(ExportFormat.COCO, List.of("person")), root, (done, total) -> {}))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("has the class 1")
                .hasMessageContaining("--classes");
        assertThat(root).doesNotExist();
        Files.createDirectories(root.resolve("mine"));
        assertThatThrownBy(() -> DatasetExport.write(request(ExportFormat.COCO, List.of()), root, (done, total) -> {}))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("not an empty folder");
    }
}
