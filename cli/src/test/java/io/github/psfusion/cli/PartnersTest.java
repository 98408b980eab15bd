// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images without a partner of the other kind, partners that are shifted, and the colors of what is made of pairs. */
class PartnersTest {
    @TempDir
    private Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void writePairs() throws IOException {
        folder = temporary.resolve("pairs");
        ScoredScenes scenes = ScoredScenes.write(folder, "1", "2", "3");
        var unused = scenes.method("mine", "1", "2", "3");
    }

    private Run run(String command) {
        List<String> all = new ArrayList<>(List.of(command, "--pairs", folder.toString()));
        switch (command) {
            case "fuse" ->
                all.addAll(
                        List.of("-m", "average", "-o", temporary.resolve("out").toString()));
            case "evaluate" ->
                all.addAll(List.of("--fused", folder.resolve("mine").toString()));
            default -> all.addAll(List.of("-m", "average,maximum"));
        }
        return Run.of(all.toArray(String[]::new));
    }

    /** All pairs that there are get their result, but the command reports that it did not do everything. */
    @ParameterizedTest
    @CsvSource({"fuse, ir", "fuse, vi", "evaluate, ir", "evaluate, vi", "compare, ir", "compare, vi"})
    void imageWithoutAPartnerIsNamedAndChangesTheExitCode(String command, String side) throws IOException {
        Run whole = run(command);
        assertThat(whole.status()).as(whole.err()).isZero();
        TestImages.write(folder.resolve(side).resolve("4.png"), Plane.constant(44, 44, 0.5f));
        Run partly = run(command);
        assertThat(partly.status()).as(partly.err()).isEqualTo(1);
        assertThat(partly.err()).contains("4.png").contains("1 of 4");
    }

    /** An infrared image that is the visible one, moved by (7, 4) pixels. */
    @Test
    void shiftedPairIsFusedWithAWarning() throws IOException {
        int side = 160;
        float[] wide = new float[(side + 16) * (side + 16)];
        SplittableRandom random = new SplittableRandom(3);
        for (int y = 0; y < side + 16; y += 4) {
            for (int x = 0; x < side + 16; x += 4) {
                float level = random.nextInt(256) / 255f;
                for (int i = 0; i < 16; i++) {
                    wide[(y + i / 4) * (side + 16) + x + i % 4] = level;
                }
            }
        }
        Path ir = TestImages.write(temporary.resolve("ir.png"), window(wide, side, 0, 0));
        Path vi = TestImages.write(temporary.resolve("vi.png"), window(wide, side, 7, 4));
        Run shifted = fuse(ir, vi, "1.png");
        assertThat(shifted.status()).as(shifted.err()).isZero();
        assertThat(shifted.err())
                .containsPattern("warning: .*infrared and visible look shifted by about -?7, -?4 pixels");
        assertThat(fuse(vi, vi, "2.png").err()).doesNotContain("shifted");
    }

    private static Plane window(float[] wide, int side, int left, int top) {
        float[] samples = new float[side * side];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = wide[(top + i / side) * (side + 16) + left + i % side];
        }
        return Plane.wrap(side, side, samples);
    }

    private Run fuse(Path ir, Path vi, String name) {
        return Run.of(
                "fuse",
                "-m",
                "average",
                "--ir",
                ir.toString(),
                "--vi",
                vi.toString(),
                "-o",
                temporary.resolve(name).toString());
    }

    @Test
    void comparedImagesOfColorPairsHaveColors() throws IOException {
        Path output = temporary.resolve("comparison");
        Run run = Run.of("compare", "--pairs", folder.toString(), "-m", "average,maximum", "-o", output.toString());
        assertThat(run.status()).as(run.err()).isZero();
        List<Path> images;
        try (Stream<Path> files = Files.walk(output)) {
            images = files.filter(file -> file.toString().endsWith(".png")
                            && (file.toString().contains("average")
                                    || file.toString().contains("maximum")))
                    .filter(file -> file.getFileName().toString().matches("[123]\\.png"))
                    .toList();
        }
        assertThat(images).hasSize(6);
        for (Path file : images) {
            Image image = ImageFiles.read(file, DecodeLimits.defaults()).image();
            assertThat(image).as("%s", file).isInstanceOf(ColorImage.class);
            assertThat(image.toColor().blue())
                    .as("%s", file)
                    .isNotEqualTo(image.toColor().red());
        }
    }
}
