// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.IndexColors;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.testing.OnnxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of others on 30 pairs whose infrared images show a bright square, by one command each. */
class FrozenModelsTest {
    private static final int PAIRS = 30;
    private static final int SIDE = 32;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        StringBuilder boxes = new StringBuilder("name,class,cx,cy,w,h\n");
        Files.createDirectories(folder.resolve("set/label"));
        for (int i = 0; i < PAIRS; i++) {
            String name = String.format(Locale.ROOT, "%02d.png", i);
            int left = i % 12;
            int top = i % 7;
            float[] infrared = new float[SIDE * SIDE];
            byte[] labels = new byte[SIDE * SIDE];
            for (int y = top; y < top + 16; y++) {
                for (int x = left; x < left + 16; x++) {
                    infrared[y * SIDE + x] = 1;
                    labels[y * SIDE + x] = 1;
                }
            }
            boxes.append(i < 10 ? "0" : "")
                    .append(i)
                    .append(",0,")
                    .append((left + 8) / (double) SIDE)
                    .append(',')
                    .append((top + 8) / (double) SIDE)
                    .append(",0.5,0.5\n");
            var unused = TestImages.write(folder.resolve("set/ir").resolve(name), Plane.wrap(SIDE, SIDE, infrared));
            unused = TestImages.write(folder.resolve("set/vi").resolve(name), Plane.constant(SIDE, SIDE, i / 100f));
            ImageFiles.writeLabels(
                    folder.resolve("set/label").resolve(name), LabelMap.of(SIDE, SIDE, labels), IndexColors.gray());
        }
        Files.writeString(folder.resolve("boxes.csv"), boxes);
        OnnxFiles.brightRectangle(SIDE, SIDE).write(folder.resolve("detector.onnx"));
        OnnxFiles.brightestChannel(0, 0, 1)
                .metadata("names", "{0: 'ground', 1: 'target', 2: 'green', 3: 'blue'}")
                .write(folder.resolve("segmenter.onnx"));
    }

    private Run run(String... args) {
        List<String> all = new ArrayList<>(List.of("downstream"));
        for (String arg : args) {
            all.add(arg.replace("@", folder.toString() + "/"));
        }
        return Run.of(all.toArray(new String[0]));
    }

    private Run detect(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "detect", "--detector", "@detector.onnx", "--data", "@set", "--boxes", "@boxes.csv", "-o", "@found"));
        args.addAll(List.of(more));
        return run(args.toArray(new String[0]));
    }

    private Run segment(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "segment",
                "--segmenter",
                "@segmenter.onnx",
                "--data",
                "@set",
                "--classes",
                "ground,target",
                "-o",
                "@maps"));
        args.addAll(List.of(more));
        return run(args.toArray(new String[0]));
    }

    @Test
    void aDetectorRunsOverThirtyPairs() {
        Run run = detect("--rows", "visible,infrared,fused=@set/ir", "--size", "32x32", "--channels", "rgb");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("30 images, 3 classes, 30 objects, protocol coco")
                .containsPattern("AP +0\\.0000 +1\\.0000 +1\\.0000\n")
                .contains("layout", "yolov10", "detector sha256");
        assertThat(run.err()).contains("layout yolov10, 30 pairs, 3 rows", "bicycle, car");
        assertThat(folder.resolve("found/report.html")).isNotEmptyFile();
        Run again = Run.of(
                "evaluate",
                "--boxes",
                folder.resolve("boxes.csv").toString(),
                "--detections",
                "infrared=" + folder.resolve("found/runs/infrared/frozen/detections.json"));
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.out()).containsPattern("AP +1\\.0000\n");
    }

    @Test
    void aSegmenterRunsOverThirtyPairs() throws IOException {
        Run run = segment("--rows", "visible,infrared", "--normalization", "unit");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("2 inputs of a frozen segmenter; 30 class maps, 2 classes")
                .contains("segmenter sha256", "green, blue");
        assertThat(folder.resolve("maps/segmentation.csv")).content().contains("iou,1,target,1.0");
        assertThat(folder.resolve("maps/downstream.json")).exists();
        assertThat(ImageFiles.readLabels(
                        folder.resolve("maps/runs/infrared/frozen/predictions/29.png"), DecodeLimits.defaults()))
                .isEqualTo(ImageFiles.readLabels(folder.resolve("set/label/29.png"), DecodeLimits.defaults()));
        Run again = Run.of(
                "evaluate",
                "--labels",
                folder.resolve("set/label").toString(),
                "--segmentation",
                folder.resolve("maps/runs/infrared/frozen/predictions").toString(),
                "--classes",
                "ground,target");
        assertThat(again.out()).containsPattern("target.*1\\.0000");
    }

    private static void refused(Run run, int status, String... message) {
        assertThat(run.status()).as(run.err()).isEqualTo(status);
        assertThat(run.err()).contains(message);
        assertThat(run.err()).doesNotContain("Exception");
    }

    @Test
    void mistakesAreNamed() throws IOException {
        refused(run("detect", "--data", "x"), 2, "missing: --detector FILE");
        refused(detect("--layout", "yolo"), 2, "--layout yolo: expected auto, yolov5, yolov8");
        refused(detect("--layout", "yolov8"), 4, "layout yolov8 expects [1, 4 + classes, cells]", "yolov10");
        refused(detect("--classes", "a"), 3, "none of the classes of the model (a)", "--map MODEL=DATA");
        refused(detect("--classes", "a,b"), 4, "fits several layouts: yolov10, rtdetr of 2 classes");
        refused(detect("--map", "person"), 2, "--map person: expected MODEL=DATA");
        refused(detect("--map", "person=bird"), 3, "--map: the data set has no class bird");
        refused(detect("--rows", "concat"), 2, "takes an image of three channels");
        refused(detect("--score", "2"), 2, "smallest score must be from 0 to 1");
        refused(detect("--size", "64x64"), 4, "fixes its input to 32x32");
        refused(detect("--normalization", "x"), 2, "x: expected imagenet, unit");
        refused(detect("--protocol", "x"), 2, "--protocol");
        refused(segment("--tier", "smoke"), 2, "--tier is of trainings");
        refused(segment("--rows", "features"), 2, "takes an image of three channels");
        refused(segment("--normalization", "global"), 2, "--normalization global: expected imagenet");
        refused(run("segment", "--data", "@set", "--map", "a=b", "-o", "@x"), 2, "--map belongs to --segmenter");
        refused(
                run("segment", "--data", "@set", "--normalization", "unit", "-o", "@x"),
                2,
                "expected global or authors");
        Files.writeString(folder.resolve("segmenter.onnx"), "text");
        refused(segment(), 4, "segmenter.onnx: this is no ONNX file");
        Files.delete(folder.resolve("segmenter.onnx"));
        refused(segment(), 3, "segmenter.onnx");
        assertThat(folder.resolve("maps/runs")).doesNotExist();
    }

    /** Two runs each measure which is faster; on a busy machine they may choose differently. */
    private static List<String> precisions() {
        try (Backend backend = Backends.open(BackendOptions.defaults())) {
            return backend.supportsBfloat16() ? List.of("float32", "bfloat16") : List.of("float32");
        }
    }

    private LabelMap labels(String file) throws IOException {
        return ImageFiles.readLabels(folder.resolve(file), DecodeLimits.defaults());
    }

    @Test
    @Tag("slow")
    void theHeadOfPsFusionIsARow() throws IOException {
        for (int i = 5; i < 30; i++) {
            for (String of : List.of("ir", "vi", "label")) {
                Files.delete(folder.resolve("set").resolve(of).resolve(String.format(Locale.ROOT, "%02d.png", i)));
            }
        }
        Path weights = RuleWeightFile.write(folder.resolve("rule.safetensors"));
        try {
            for (String precision : precisions()) {
                Run fused = Run.of(
                        "fuse",
                        "--pairs",
                        folder.resolve("set").toString(),
                        "--weights",
                        weights.toString(),
                        "--precision",
                        precision,
                        "--save",
                        "classes",
                        "-o",
                        folder.resolve(precision).toString());
                assertThat(fused.status()).as(fused.err()).isZero();
            }
            OnnxFiles.brightestChannel(0, 0, 1)
                    .metadata("names", "['sky', 'car', 'person', 'bike']")
                    .write(folder.resolve("segmenter.onnx"));
            Run run = run(
                    "segment",
                    "--segmenter",
                    "@segmenter.onnx",
                    "--data",
                    "@set",
                    "--rows",
                    "infrared,psfusion-head=" + weights,
                    "-o",
                    "@heads");
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out()).contains("psfusion-head, weights sha256");
            assertThat(precisions()).anySatisfy(precision -> {
                for (String name : List.of("00", "02", "04")) {
                    assertThat(labels("heads/runs/psfusion-head/frozen/predictions/" + name + ".png"))
                            .isEqualTo(labels(precision + "/" + name + "_classes.png"));
                }
            });
            Run generated = Run.of(
                    "dataset",
                    "generate",
                    "-o",
                    folder.resolve("scenes").toString(),
                    "--pairs",
                    "5",
                    "--size",
                    "32x32");
            assertThat(generated.status()).as(generated.err()).isZero();
            Run beside = run("segment", "--data", "@scenes", "--rows", "psfusion-head=" + weights, "-o", "@beside");
            assertThat(beside.status()).as(beside.err()).isZero(); // trains nothing
            assertThat(beside.out()).contains("which was not trained here");
            assertThat(folder.resolve("beside/runs/psfusion-head/seed-1/predictions"))
                    .isNotEmptyDirectory();
            refused(
                    segment("--rows", "psfusion-head=" + weights, "--model-classes", "ground,target,a,b"),
                    3,
                    "the network predicts 9 classes, the data set has 2 (ground, target)");
        } finally {
            RuleWeightFile.delete(weights);
        }
    }
}
