// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.codec.ContentListener;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.StoredValues;
import io.github.psfusion.testing.RadiometricJpeg;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Radiometric files on the command line. */
class RadiometricCommandsTest {
    @TempDir
    private Path folder;

    private Path radiometric(String name) throws IOException {
        int[] counts = new int[40 * 30];
        Arrays.setAll(counts, i -> 13_000 + i);
        BufferedImage visible = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 160; x++) {
                visible.setRGB(x, y, 0x10101 * (x + y / 2));
            }
        }
        byte[] jpeg = new RadiometricJpeg(40, 30, counts)
                .visible(visible)
                .placement(2, 10, -5)
                .bytes();
        Files.createDirectories(folder.resolve("in"));
        return Files.write(folder.resolve("in").resolve(name), jpeg);
    }

    private static Image read(Path file) throws IOException {
        return ImageFiles.read(file, DecodeLimits.defaults()).image();
    }

    @Test
    void oneFileIsFusedWithItsTemperatures() throws IOException {
        Path out = folder.resolve("out.png");
        Run run = Run.of(
                "fuse",
                "--ir",
                radiometric("a.jpg").toString(),
                "-o",
                out.toString(),
                "-m",
                "average",
                "--json",
                "--span",
                "20..40C",
                "--distance",
                "2",
                "--save",
                "temperature");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(read(out).width()).isEqualTo(80);
        JsonNode pair = run.json().path("pairs").path(0);
        assertThat(pair.path("infraredWindow").path("low").doubleValue()).isEqualTo(20);
        assertThat(pair.path("infraredWindow").path("unit").textValue()).isEqualTo("celsius");
        JsonNode thermogram = pair.path("thermogram");
        assertThat(thermogram.path("parameters").path("distance").doubleValue()).isEqualTo(2);
        assertThat(thermogram.path("parameters").path("emissivity").doubleValue())
                .isCloseTo(0.95, within(1e-6));
        assertThat(thermogram.path("replaced").size()).isEqualTo(1);
        StoredValues saved = ImageFiles.readValues(
                folder.resolve("out_temperature.tiff"), DecodeLimits.defaults(), ContentListener.NONE);
        assertThat(saved.kind()).isEqualTo(StoredValues.Kind.FLOATING_POINT);
        assertThat(saved.width()).isEqualTo(40);
        assertThat((double) saved.values()[0])
                .isCloseTo(thermogram.path("lowest").doubleValue(), within(1e-4));
    }

    @Test
    void folderOfRadiometricFilesIsFused() throws IOException {
        radiometric("a.jpg");
        radiometric("b.jpg");
        Path out = folder.resolve("out");
        Run run = Run.of("fuse", "--ir", folder.resolve("in").toString(), "-o", out.toString(), "-m", "average", "-v");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(out).isDirectoryContaining("glob:**a.png").isDirectoryContaining("glob:**b.png");
        assertThat(run.err())
                .containsOnlyOnce("degrees Celsius become black and white")
                .contains("Synthetic T1: emissivity 0.950");
    }

    @Test
    void otherCommandsReadTemperaturesAsFuseDoes() throws IOException {
        radiometric("a.jpg");
        String in = folder.resolve("in").toString();
        String out = folder.resolve("out").toString();
        assertThat(Run.of("fuse", "--ir", in, "-o", out, "-m", "average", "--span", "20..40C")
                        .status())
                .isZero();

        double narrow = mutualInformation("evaluate", "--ir", in, "--fused", out, "--span", "20..40C");
        double wide = mutualInformation("evaluate", "--ir", in, "--fused", out, "--span", "-100..400C");

        assertThat(narrow).isGreaterThan(wide);
        assertThat(mutualInformation("compare", "--ir", in, "--method", "average", "--span", "20..40C"))
                .isPositive();
    }

    private double mutualInformation(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--metrics", "MI", "--json"));
        Run run = Run.of(all.toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().path("settings").path("span").textValue()).isNotNull();
        return run.json().findValue("mean").doubleValue();
    }

    @Test
    void alignTakesTheScaleOfCounts() throws IOException {
        Path ir = TestImages.write(folder.resolve("ir.png"), TestImages.visible(64, 64));
        Path vi = TestImages.write(folder.resolve("vi.png"), TestImages.visible(64, 64));
        String out = folder.resolve("o").toString();
        Run run = Run.of("align", "--ir", ir.toString(), "--vi", vi.toString(), "-o", out, "--counts", "K/100");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("counts have one");
    }

    @Test
    void ordinaryImageNeedsPartner() throws IOException {
        Path ir = TestImages.write(folder.resolve("ir.png"), TestImages.infrared(8, 8));
        Run run = Run.of(
                "fuse", "--ir", ir.toString(), "-o", folder.resolve("o.png").toString(), "-m", "average");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("missing: --vi PATH");
    }

    @Test
    void withoutTemperaturesNothingIsWritten() throws IOException {
        Path ir = TestImages.write(folder.resolve("ir.png"), TestImages.infrared(8, 8));
        Path vi = TestImages.write(folder.resolve("vi.png"), TestImages.visible(8, 8));
        Path out = folder.resolve("o.png");
        Run run = Run.of(
                "fuse",
                "--ir",
                ir.toString(),
                "--vi",
                vi.toString(),
                "-o",
                out.toString(),
                "-m",
                "average",
                "--save",
                "temperature");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("ir.png: it holds no temperatures to save", "--counts");
        assertThat(out).doesNotExist();
    }

    @Test
    void impossibleParametersAreRefused() throws IOException {
        Run run = Run.of(
                "fuse",
                "--ir",
                radiometric("a.jpg").toString(),
                "-o",
                folder.resolve("o.png").toString(),
                "-m",
                "average",
                "--emissivity",
                "95");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("emissivity 95.0 is not above 0 and at most 1");
    }

    @Test
    void inspectPrintsWhatFileIs() throws IOException {
        Run run = Run.of("inspect", radiometric("a.jpg").toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("size: 40 x 30 pixels, stored upright")
                .contains("3 channels of 8 bits")
                .contains("raw thermal data: 40 x 30 counts of Synthetic T1")
                .contains("  emissivity: 0.95\n")
                .contains("visible image: 160 x 120 pixels; the thermal image covers columns 50.0 to 130.0");
        JsonNode json =
                Run.of("inspect", radiometric("a.jpg").toString(), "--json").json();
        assertThat(json.path("thermogram").path("parameters").path("planckO").doubleValue())
                .isEqualTo(-1143);
        assertThat(json.path("placement").size()).isEqualTo(4);
    }

    @Test
    void inspectNamesWhatIsNoImage() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "no image");
        Run run = Run.of("inspect", file.toString());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("a.txt");
    }
}
