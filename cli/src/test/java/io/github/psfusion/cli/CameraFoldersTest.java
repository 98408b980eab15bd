// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Folders as cameras and published sets have them: each command takes them as they are. */
class CameraFoldersTest {
    private static final int WIDTH = 48;
    private static final int HEIGHT = 40;
    private static final int MARGIN = 8;

    @TempDir
    private Path folder;

    /** Where a set has its images; {@code #} stands for the number of a pair. */
    private enum Layout {
        FLIR_ADAS_1("train/thermal_8_bit/FLIR_0000#.png", "train/RGB/FLIR_0000#.png"),
        FLIR_ADAS_2("images_thermal_train/data/video-a-frame-#.png", "images_rgb_train/data/video-b-frame-#.png"),
        FLIR_ALIGNED("JPEGImages/FLIR_0000#_PreviewData.png", "JPEGImages/FLIR_0000#_RGB.png"),
        LLVIP("infrared/train/01000#.png", "visible/train/01000#.png"),
        M3FD("Ir/0000#.png", "Vis/0000#.png"),
        MFNET("images/0000#D.png", "images/0000#D.png"),
        DRONE_VEHICLE("train/trainimgr/0000#.png", "train/trainimg/0000#.png", "--margin", "" + MARGIN),
        KAIST("set00/V00#/lwir/I00000.png", "set00/V00#/visible/I00000.png"),
        VTUAV("train_ST_001/car_00#/ir/000010.png", "train_ST_001/car_00#/rgb/000010.png"),
        SUFFIXES("scene#_ir.png", "scene#_vi.png", "--ir-pattern", "{id}_ir", "--vi-pattern", "{id}_vi"),
        NUMBERS("thermal/T_0#.png", "visible/DSC000#.png", "--pair-by", "number"),
        TABLE("a/#.png", "b/x#.png", "--pair-table", "TABLE");

        private final String infrared;
        private final String visible;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> options;

        Layout(String infrared, String visible, String... options) {
            this.infrared = infrared;
            this.visible = visible;
            this.options = List.of(options);
        }

        void write(Path root) throws IOException {
            List<String> names = new ArrayList<>();
            List<String> rows = new ArrayList<>();
            List<String> map = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                String ofPair = String.valueOf(i);
                Path infraredFile = root.resolve(infrared.replace("#", ofPair));
                Path visibleFile = root.resolve(visible.replace("#", ofPair));
                if (this == MFNET) {
                    fourChannels(infraredFile);
                } else {
                    Image thermal = TestImages.infrared(WIDTH, HEIGHT);
                    Image camera = TestImages.visible(WIDTH, HEIGHT);
                    TestImages.write(infraredFile, this == DRONE_VEHICLE ? framed(thermal) : thermal);
                    TestImages.write(visibleFile, this == DRONE_VEHICLE ? framed(camera) : camera);
                }
                names.add(infraredFile.getFileName().toString().replace(".png", ""));
                rows.add(infrared.replace("#", ofPair) + "\t" + visible.replace("#", ofPair));
                map.add("\"" + visibleFile.getFileName() + "\": \"" + infraredFile.getFileName() + "\"");
            }
            switch (this) {
                case MFNET -> Files.write(root.resolve("train.txt"), names);
                case FLIR_ALIGNED -> Files.write(root.resolve("align_train.txt"), names);
                case FLIR_ADAS_2 ->
                    Files.writeString(root.resolve("rgb_to_thermal_vid_map.json"), "{" + String.join(", ", map) + "}");
                case TABLE -> Files.write(root.resolve("pairs.tsv"), rows);
                default -> {}
            }
        }

        List<String> options(Path root) {
            return options.stream()
                    .map(option ->
                            option.equals("TABLE") ? root.resolve("pairs.tsv").toString() : option)
                    .toList();
        }
    }

    private static void fourChannels(Path file) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_4BYTE_ABGR);
        float[] thermal = TestImages.infrared(WIDTH, HEIGHT).toArray();
        for (int i = 0; i < thermal.length; i++) {
            int x = i % WIDTH;
            image.setRGB(x, i / WIDTH, Math.round(thermal[i] * 255) << 24 | (x * 5) << 16 | 0x3020);
        }
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    }

    private static Image framed(Image image) {
        return image instanceof ColorImage color
                ? new ColorImage(framed(color.red()), framed(color.green()), framed(color.blue()))
                : framed(image.luminance());
    }

    private static Plane framed(Plane plane) {
        int width = plane.width() + 2 * MARGIN;
        float[] samples = new float[width * (plane.height() + 2 * MARGIN)];
        Arrays.fill(samples, 1f);
        for (int i = 0; i < plane.width() * plane.height(); i++) {
            samples[(i / plane.width() + MARGIN) * width + i % plane.width() + MARGIN] = plane.toArray()[i];
        }
        return Plane.wrap(width, plane.height() + 2 * MARGIN, samples);
    }

    private static Run run(List<String> options, String... args) {
        return Run.of(Stream.concat(Stream.of(args), options.stream()).toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void eachCommandTakesTheFolder(Layout layout) throws IOException {
        Path root = Files.createDirectories(folder.resolve("set"));
        layout.write(root);
        List<String> options = layout.options(root);
        String set = root.toString();
        String fused = folder.resolve("fused").toString() + "/{name}_fused.png";
        Run fuse = run(options, "fuse", "--pairs", set, "-m", "average", "-o", fused);
        assertThat(fuse.status()).as(fuse.err()).isZero();
        assertThat(fuse.out()).contains("fused 3 of 3 pairs");
        List<Path> written;
        try (Stream<Path> files = Files.list(folder.resolve("fused"))) {
            written = files.sorted().toList();
        }
        assertThat(written).hasSize(3);
        Image first = ImageFiles.read(written.get(0), DecodeLimits.defaults()).image();
        assertThat(first.width()).isEqualTo(WIDTH);
        // The average of the heat and the luminance of the camera, at a pixel of the bright square.
        float heat = TestImages.infrared(WIDTH, HEIGHT).toArray()[30 * WIDTH + 40];
        assertThat(heat).isEqualTo(0.8f);
        assertThat(first.luminance().toArray()[30 * WIDTH + 40]).isGreaterThan(0.4f);

        Run evaluate = run(options, "evaluate", "--pairs", set, "--fused", fused, "--metrics", "EN,SD", "--json");
        assertThat(evaluate.status()).as(evaluate.err()).isZero();
        Run compare = run(options, "compare", "--pairs", set, "--fused", fused, "-m", "maximum", "--metrics", "EN,SD");
        assertThat(compare.status()).as(compare.err()).isZero();
        assertThat(compare.out()).contains("fused");
        Run check = run(options, "dataset", "check", set, "--deep");
        assertThat(check.out()).contains("3 pairs");
        assertThat(check.status()).as(check.out()).isZero();
        if (layout == Layout.MFNET || layout == Layout.SUFFIXES || layout == Layout.TABLE) {
            trains(set, options); // half a gigabyte is written: once for files of two images, patterns and tables
        }
    }

    private void trains(String set, List<String> options) throws IOException {
        Path run = folder.resolve("run");
        Run train = run(
                options,
                "train",
                "--data",
                set,
                "-o",
                run.toString(),
                "--labels",
                "none",
                "--crop",
                "32x32",
                "--batch-size",
                "2",
                "--threads",
                "1",
                "--steps",
                "1",
                "--validate-every",
                "0",
                "--preview-every",
                "0");
        assertThat(train.status()).as(train.err()).isZero();
        assertThat(run.resolve("final.safetensors")).exists();
        for (String option : options) {
            if (option.startsWith("--")) { // a run that is continued must find the same pairs
                assertThat(Files.readString(run.resolve("run.yaml"))).contains(option.substring(2) + ":");
            }
        }
    }

    @Test
    void fourChannelsNeedNoPartner() throws IOException {
        Path file = folder.resolve("rgbt.png");
        fourChannels(file);
        Path result = folder.resolve("out.png");
        Run run = Run.of("fuse", "--ir", file.toString(), "-m", "maximum", "--color", "gray", "-o", result.toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContain("alpha");
        assertThat(ImageFiles.read(result, DecodeLimits.defaults())
                        .image()
                        .luminance()
                        .toArray()[30 * WIDTH + 40])
                .isCloseTo(0.8f, within(0.01f));
    }

    @ParameterizedTest
    @CsvSource({
        "images/a.png, train.txt, has 1 channels",
        "images_thermal_train/data/a.png, '', FLIR ADAS has images_thermal_train beside images_rgb_train",
        "train/trainimgr/a.png, '', DroneVehicle has trainimgr (infrared) beside trainimg (visible)",
        "set00/V000/lwir/a.png, '', Expected are ir",
        "cam0/a.png, '', There are the folders cam0"
    })
    void wrongFoldersAreNamed(String image, String list, String message) throws IOException {
        Path root = folder.resolve("set");
        TestImages.write(root.resolve(image), TestImages.infrared(WIDTH, HEIGHT));
        if (!list.isEmpty()) {
            Files.writeString(root.resolve(list), "a\n");
        }
        Run run = Run.of(
                "fuse",
                "--pairs",
                root.toString(),
                "-m",
                "average",
                "-o",
                folder.resolve("out").toString());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains(message);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void rulesExcludeEachOther() {
        Run run =
                Run.of("fuse", "--pairs", folder.toString(), "-o", "x", "--pair-by", "number", "--ir-pattern", "{id}");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("exclude each other");
    }
}
