// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import io.github.psfusion.fiji.FusionException;
import io.github.psfusion.fiji.FusionProgress;
import io.github.psfusion.fiji.FusionRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFusionTest {
    private static final String METHOD = "laplacian";

    @TempDir
    private Path folder;

    private final StackFusion fusion = new StackFusion();

    private ImagePlus fuse(ImagePlus infrared, ImagePlus visible) throws FusionException {
        return fusion.fuse(new FusionRequest(infrared, visible, METHOD), FusionProgress.NONE);
    }

    private ImagePlus ofProgram(Path infrared, Path visible, String... options) {
        Path result = folder.resolve("of-program.png");
        List<String> args = new ArrayList<>(List.of("fuse", "--ir", infrared.toString(), "--vi", visible.toString()));
        args.addAll(List.of("-o", result.toString(), "--method", METHOD, "--overwrite"));
        args.addAll(List.of(options));
        Program.run(args.toArray(new String[0]));
        return Program.open(result);
    }

    @Test
    void theUsualMethodComesFirstAndImagesOfAFolderAreNone() {
        assertThat(fusion.methods())
                .startsWith("psfusion")
                .contains("gtf", METHOD)
                .doesNotContain("folder");
    }

    @Test
    void grayImagesHaveTheValuesOfTheProgram() throws FusionException {
        Path infrared = Scenes.save(folder.resolve("ir.png"), Scenes.infrared8(0));
        Path visible = Scenes.save(folder.resolve("vi.png"), Scenes.visible8(0));

        ImagePlus fused = fuse(Program.open(infrared), Program.open(visible));

        assertThat(fused.getType()).isEqualTo(ImagePlus.GRAY8);
        assertThat(fused.getProcessor().getPixels())
                .isEqualTo(ofProgram(infrared, visible).getProcessor().getPixels());
    }

    @Test
    void sixteenBitsAndColorsHaveTheValuesOfTheProgram() throws FusionException {
        Path infrared = Scenes.save(folder.resolve("ir.png"), Scenes.infrared16(0));
        Path visible = Scenes.save(folder.resolve("vi.png"), Scenes.visibleColor(0));

        ImagePlus fused = fuse(Program.open(infrared), Program.open(visible));

        assertThat(fused.getType()).isEqualTo(ImagePlus.COLOR_RGB);
        assertThat(fused.getProcessor().getPixels())
                .isEqualTo(ofProgram(infrared, visible).getProcessor().getPixels());
    }

    @Test
    void degreesHaveTheValuesOfTheProgram() throws FusionException {
        Path infrared = Scenes.save(folder.resolve("ir.tif"), Scenes.degrees(0));
        Path visible = Scenes.save(folder.resolve("vi.png"), Scenes.visible8(0));

        ImagePlus fused = fuse(Program.open(infrared), Program.open(visible));

        assertThat(fused.getProcessor().getPixels())
                .isEqualTo(ofProgram(infrared, visible).getProcessor().getPixels());
    }

    @Test
    void slicesOfAStackShareTheIntensityWindowOfAFolder() throws FusionException, IOException {
        Path infrared = Files.createDirectory(folder.resolve("ir"));
        Path visible = Files.createDirectory(folder.resolve("vi"));
        Path results = folder.resolve("results");
        for (int i = 0; i < 5; i++) {
            Scenes.save(infrared.resolve(i + ".png"), Scenes.infrared16(i));
            Scenes.save(visible.resolve(i + ".png"), Scenes.visible8(i));
        }
        Program.run(
                "fuse",
                "--ir",
                infrared.toString(),
                "--vi",
                visible.toString(),
                "-o",
                results.toString(),
                "-m",
                METHOD);

        ImagePlus fused = fuse(Scenes.stack("ir", 5, Scenes::infrared16), Scenes.stack("vi", 5, Scenes::visible8));

        assertThat(fused.getStackSize()).isEqualTo(5);
        for (int i = 0; i < 5; i++) {
            assertThat(fused.getStack().getProcessor(i + 1).getPixels())
                    .as("slice %d", i + 1)
                    .isEqualTo(Program.open(results.resolve(i + ".png"))
                            .getProcessor()
                            .getPixels());
        }
        assertThat(fused.getStack().getSliceLabel(5)).isEqualTo("s4");
    }

    @Test
    void resultIsGrayWhereThatIsAskedFor() throws FusionException {
        Path infrared = Scenes.save(folder.resolve("ir.png"), Scenes.infrared8(0));
        Path visible = Scenes.save(folder.resolve("vi.png"), Scenes.visibleColor(0));
        FusionRequest request = new FusionRequest(Program.open(infrared), Program.open(visible), METHOD)
                .withColor(FusionRequest.COLOR_GRAY);

        ImagePlus fused = fusion.fuse(request, FusionProgress.NONE);

        assertThat(fused.getProcessor().getPixels())
                .isEqualTo(ofProgram(infrared, visible, "--color", "gray")
                        .getProcessor()
                        .getPixels());
    }

    @Test
    void aPaletteOfInfraredShowsItsValuesAndOneOfVisibleIsItsColors() throws FusionException {
        ImagePlus plain = Scenes.image("plain", Scenes.infrared8(0));
        ImagePlus fire = Scenes.image("fire", Scenes.infrared8(0));
        fire.getProcessor().setLut(ij.process.LUT.createLutFromColor(java.awt.Color.RED));
        fire.setProcessor(fire.getProcessor());
        ImagePlus visible = Scenes.image("vi", Scenes.visible8(0));

        assertThat(fuse(fire, visible).getProcessor().getPixels())
                .isEqualTo(fuse(plain, visible).getProcessor().getPixels());
        ImagePlus red = Scenes.image("red", Scenes.visible8(0));
        red.getProcessor().setLut(ij.process.LUT.createLutFromColor(java.awt.Color.RED));
        red.setProcessor(red.getProcessor());
        assertThat(fuse(plain, red).getType()).isEqualTo(ImagePlus.COLOR_RGB);
    }

    @Test
    void calibrationAndOverlayOfTheVisibleImageAreKept() throws FusionException {
        ImagePlus visible = Scenes.image("vi", Scenes.visible8(0));
        visible.getCalibration().setUnit("mm");
        visible.getCalibration().pixelWidth = 0.25;
        visible.setOverlay(new Overlay(new Roi(3, 4, 5, 6)));

        ImagePlus fused = fuse(Scenes.image("ir", Scenes.infrared8(0)), visible);

        assertThat(fused.getCalibration().getUnit()).isEqualTo("mm");
        assertThat(fused.getCalibration().pixelWidth).isEqualTo(0.25);
        assertThat(fused.getOverlay().get(0).getBounds()).isEqualTo(new java.awt.Rectangle(3, 4, 5, 6));
        assertThat(fused.getTitle()).isEqualTo("Fused vi");
        assertThat(fused.getInfoProperty()).contains("method=laplacian", "infrared=ir");
    }

    @Test
    @Tag("slow") // registers a whole image
    void alignedImagesLieAtTheirPlaceInTheFrameOfTheVisibleOne() throws FusionException {
        ImagePlus sample = Program.open(Path.of("..", "samples", "ir", "00001D.png"));
        sample.setRoi(0, 0, sample.getWidth() - 24, sample.getHeight() - 18); // two sides are not seen
        Path infrared =
                Scenes.save(folder.resolve("ir.png"), sample.getProcessor().crop());
        Path visible = Path.of("..", "samples", "vi", "00001D.png");
        FusionRequest request = new FusionRequest(Program.open(infrared), Program.open(visible), METHOD)
                .withAlign(FusionRequest.ALIGN_AUTO);

        ImagePlus fused = fusion.fuse(request, FusionProgress.NONE);

        ImagePlus part = ofProgram(infrared, visible, "--align", "auto");
        assertThat(part.getWidth()).isBetween(sample.getWidth() - 40, sample.getWidth() - 20);
        assertThat(fused.getWidth()).isEqualTo(sample.getWidth());
        assertThat(fused.getHeight()).isEqualTo(sample.getHeight());
        assertThat(places(fused, part))
                .as("places at which the program's result lies")
                .isEqualTo(1);
    }

    private static int places(ImagePlus frame, ImagePlus part) {
        int[] all = (int[]) frame.getProcessor().getPixels();
        int[] wanted = (int[]) part.getProcessor().getPixels();
        int found = 0;
        for (int y = 0; y <= frame.getHeight() - part.getHeight(); y++) {
            for (int x = 0; x <= frame.getWidth() - part.getWidth(); x++) {
                boolean equal = true;
                for (int row = 0; equal && row < part.getHeight(); row++) {
                    int start = (y + row) * frame.getWidth() + x;
                    int end = (row + 1) * part.getWidth();
                    equal = Arrays.equals(all, start, start + part.getWidth(), wanted, row * part.getWidth(), end);
                }
                found += equal ? 1 : 0;
            }
        }
        return found;
    }

    @Test
    void theMethodOfTheLastCallStaysOpen() throws FusionException {
        ImagePlus infrared = Scenes.image("ir", Scenes.infrared8(0));
        ImagePlus visible = Scenes.image("vi", Scenes.visible8(0));
        Object first = fuse(infrared, visible).getProcessor().getPixels();

        assertThat(fuse(infrared, visible).getProcessor().getPixels()).isEqualTo(first);
        assertThat(fusion.fuse(new FusionRequest(infrared, visible, "average"), FusionProgress.NONE)
                        .getProcessor()
                        .getPixels())
                .isNotEqualTo(first);
    }

    @Test
    void imagesThatAreNoPairAreRefusedByTheirTitles() {
        ImagePlus one = Scenes.image("one.png", Scenes.infrared8(0));
        ImagePlus five = Scenes.stack("five.tif", 5, Scenes::visible8);
        ImagePlus other = Scenes.image("other.png", new ij.process.ByteProcessor(30, 20));

        assertThatThrownBy(() -> fuse(one, five))
                .isInstanceOf(FusionException.class)
                .hasMessageContainingAll("\"one.png\" has 1 slice", "\"five.tif\" has 5 slices", "Substack");
        assertThatThrownBy(() -> fuse(one, other))
                .isInstanceOf(FusionException.class)
                .hasMessageContainingAll("\"one.png\"", "64 x 48", "\"other.png\"", "30 x 20")
                .hasMessageNotContaining("psfusion-");
    }

    @Test
    void unknownMethodsColorsAndMissingWeightsAreRefused() {
        ImagePlus infrared = Scenes.image("ir", Scenes.infrared8(0));
        ImagePlus visible = Scenes.image("vi", Scenes.visible8(0));

        assertThatThrownBy(() -> fusion.fuse(new FusionRequest(infrared, visible, "lapacian"), FusionProgress.NONE))
                .isInstanceOf(FusionException.class)
                .hasMessageContaining("laplacian");
        assertThatThrownBy(() -> fusion.fuse(
                        new FusionRequest(infrared, visible, METHOD).withColor("blue"), FusionProgress.NONE))
                .isInstanceOf(FusionException.class)
                .hasMessageContaining("blue");
        assertThatThrownBy(() -> fusion.fuse(
                        new FusionRequest(infrared, visible, "psfusion").withWeights(new File("/none.safetensors")),
                        FusionProgress.NONE))
                .isInstanceOf(FusionException.class)
                .hasMessageContaining("/none.safetensors");
    }

    @Test
    void aSliceThatCannotBeFusedIsBlackAndTold() throws FusionException {
        ImagePlus infrared = Scenes.stack("ir", 2, Scenes::degrees);
        float[] second = (float[]) infrared.getStack().getProcessor(2).getPixels();
        Arrays.fill(second, Float.NaN);
        List<String> warnings = new ArrayList<>();

        ImagePlus fused = fusion.fuse(
                new FusionRequest(infrared, Scenes.stack("vi", 2, Scenes::visible8), METHOD),
                recording(warnings, false));

        assertThat(warnings).anySatisfy(text -> assertThat(text).contains("ir, slice 2"));
        assertThat(fused.getStackSize()).isEqualTo(2);
    }

    @Test
    void cancellingEndsTheWorkAndLeavesNoFile() throws IOException {
        ImagePlus infrared = Scenes.stack("ir", 3, Scenes::infrared8);
        ImagePlus visible = Scenes.stack("vi", 3, Scenes::visible8);
        long before = temporary();

        assertThatThrownBy(() ->
                        fusion.fuse(new FusionRequest(infrared, visible, METHOD), recording(new ArrayList<>(), true)))
                .isInstanceOf(CancellationException.class);

        assertThat(temporary()).isEqualTo(before);
    }

    private static long temporary() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("psfusion-"))
                    .count();
        }
    }

    private static FusionProgress recording(List<String> warnings, boolean cancelled) {
        return new FusionProgress() {
            @Override
            public void done(int slices, int all) {}

            @Override
            public void warn(String text) {
                warnings.add(text);
            }

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        };
    }
}
