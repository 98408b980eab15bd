// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.ImageFormatException;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.testing.Fuzz;
import io.github.psfusion.testing.RadiometricJpeg;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of a synthetic camera, 16 x 12 counts beside a visible image of 64 x 48 pixels. */
class RadiometricFileTest {
    private static final Path FILE = Path.of("synthetic.jpg");
    private static final int WIDTH = 16;
    private static final int HEIGHT = 12;

    private static int[] counts() {
        int[] counts = new int[WIDTH * HEIGHT];
        Arrays.setAll(counts, i -> 13_000 + 40 * (i % WIDTH) + 7 * (i / WIDTH));
        return counts;
    }

    /** Gray of three levels a column and one a row. */
    private static BufferedImage visible() {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, 0x10101 * (3 * x + y));
            }
        }
        return image;
    }

    private static RadiometricJpeg sample() {
        return new RadiometricJpeg(WIDTH, HEIGHT, counts()).visible(visible());
    }

    private static RadiometricFile read(RadiometricJpeg jpeg) throws IOException {
        return RadiometricFile.of(FILE, jpeg.bytes(), DecodeLimits.defaults()).orElseThrow();
    }

    private static ParameterOverrides emissivity(double value) {
        return new ParameterOverrides(
                OptionalDouble.of(value), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }

    @ParameterizedTest
    @EnumSource
    void countsAreReadInEveryForm(RadiometricJpeg.Form form) throws IOException {
        char[] read = read(sample().form(form)).counts();
        for (int i = 0; i < read.length; i++) {
            assertThat((int) read[i]).isEqualTo(counts()[i]);
        }
    }

    @Test
    void temperaturesGiveTheirCounts() throws IOException {
        RadiometricFile file = read(sample());
        Thermogram thermogram = file.thermogram(ParameterOverrides.NONE);
        TemperatureFormula formula =
                TemperatureFormula.of(file.parameters(ParameterOverrides.NONE).orElseThrow());
        for (int i = 0; i < counts().length; i++) {
            assertThat(formula.counts(thermogram.values()[i])).isCloseTo(counts()[i], within(0.01));
        }
        assertThat(file.camera()).isEqualTo("Synthetic T1");
    }

    @Test
    void levelsOfThermogramsAreTwentiethsOfDegree() throws IOException {
        Thermogram thermogram = read(sample()).thermogram(ParameterOverrides.NONE);
        Plane levels = thermogram.levels();
        assertThat(Thermogram.celsius(levels.at(3, 2) * 65535.0)).isCloseTo(thermogram.values()[2 * WIDTH + 3], within(1e-3));
        assertThat(TemperatureSpan.parse("10..40C").window().text()).isEqualTo("5663,6263");
        assertThat(TemperatureSpan.parse("283.15..313.15K").window().text()).isEqualTo("5663,6263");
    }

    @Test
    void warmSurroundingsCoolWhatReflectsThem() throws IOException {
        double black = read(sample()).thermogram(emissivity(1)).mean();
        double reflecting = read(sample()).thermogram(emissivity(0.5)).mean();
        assertThat(reflecting).isGreaterThan(black); // surroundings of 20 degrees are colder than the object
        assertThat(read(sample().camera(0x28, 340)).thermogram(emissivity(0.5)).mean()).isLessThan(reflecting);
    }

    @Test
    void humidityMayBePercent() throws IOException {
        ObjectParameters percent = read(sample().camera(0x3C, 50))
                .parameters(ParameterOverrides.NONE)
                .orElseThrow()
                .object();
        assertThat(percent.humidity()).isEqualTo(0.5);
    }

    @Test
    void withoutCalibrationThereAreCounts() throws IOException {
        Thermogram thermogram = read(sample().camera(0x5C, 0)).thermogram(ParameterOverrides.NONE);
        assertThat(thermogram.unit()).isEqualTo(Thermogram.Unit.COUNTS);
        assertThat(thermogram.values()[1]).isEqualTo(counts()[1]);
        assertThat(thermogram.levels().at(1, 0)).isEqualTo(counts()[1] / 65535f);
    }

    @Test
    void impossibleParametersAreRefusedUnlessReplaced() throws IOException {
        RadiometricFile file = read(sample().camera(0x20, 0));
        assertThatThrownBy(() -> file.thermogram(ParameterOverrides.NONE))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("synthetic.jpg")
                .hasMessageContaining("emissivity 0.0")
                .hasMessageContaining("--emissivity");
        assertThat(file.thermogram(emissivity(0.9)).unit()).isEqualTo(Thermogram.Unit.CELSIUS);
    }

    @Test
    void visibleImageIsCutToTheThermalField() throws IOException {
        // 64 / 2 / 16: a thermal pixel is two visible pixels wide.
        RadiometricFile file = read(sample().placement(2, 4, -3));
        Plane thermal = file.thermogram(ParameterOverrides.NONE).levels();
        VisiblePlacement.Placed placed = file.placed(thermal);
        assertThat(placed.infrared().width()).isEqualTo(32);
        assertThat(placed.infrared().height()).isEqualTo(24);
        assertThat(placed.visible().width()).isEqualTo(32);
        Plane visible = placed.visible().luminance();
        // The left edge is at 32 + 4 - 16 = 20, the upper one at 24 - 3 - 12 = 9.
        for (int i = 0; i < 32; i++) {
            assertThat(visible.at(i, 5) * 255).isCloseTo(3 * (20 + i) + 14, within(1.5f));
            assertThat(visible.at(7, i % 24) * 255).isCloseTo(81 + 9 + i % 24, within(1.5f));
        }
        assertThat(placed.infrared().at(9, 9))
                .isCloseTo((thermal.at(4, 4) * 9 + thermal.at(5, 5) + 3 * thermal.at(5, 4) + 3 * thermal.at(4, 5)) / 16, within(1e-6f));
    }

    @Test
    void onlyTheCommonFieldIsKept() throws IOException {
        RadiometricFile file = read(sample().placement(2, 22, 0));
        // The thermal image would reach from 38 to 70 of 64 columns.
        assertThat(file.placed(Plane.constant(WIDTH, HEIGHT, 0)).infrared().width()).isEqualTo(26);
        RadiometricFile outside = read(sample().placement(2, 1000, 0));
        assertThatThrownBy(() -> outside.placed(Plane.constant(WIDTH, HEIGHT, 0)))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("outside");
    }

    @Test
    void withoutVisibleImageTheRemedyIsNamed() throws IOException {
        RadiometricFile file = read(new RadiometricJpeg(WIDTH, HEIGHT, counts()));
        assertThat(file.hasVisible()).isFalse();
        assertThatThrownBy(file::visible).hasMessageContaining("--vi");
    }

    @Test
    void ordinaryJpegHoldsNoThermalData() throws IOException {
        byte[] jpeg = ordinary(8, 8);
        assertThat(RadiometricFile.of(FILE, jpeg, DecodeLimits.defaults())).isEmpty();
    }

    @Test
    void otherMakersAreNamed() {
        byte[] parrot = with(ordinary(8, 8), 0xE1, "PARROT\0II".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(ThermalMaker.of(parrot)).isEqualTo(Optional.of(ThermalMaker.PARROT));
        assertThatThrownBy(() -> RadiometricFile.of(FILE, parrot, DecodeLimits.defaults()))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("Parrot")
                .hasMessageContaining("--counts");
    }

    @Test
    void countsOfDjiAreRead() throws IOException {
        byte[] jpeg = ordinary(80, 60);
        byte[] raw = new byte[2 * 80 * 60];
        for (int i = 0; i < 80 * 60; i++) {
            raw[2 * i] = (byte) (3000 + i % 80);
            raw[2 * i + 1] = (byte) ((3000 + i % 80) >> 8);
        }
        byte[] file = with(with(jpeg, 0xE3, raw), 0xE1, "Exif\0\0DJI\0".getBytes(StandardCharsets.ISO_8859_1));
        RadiometricFile read = RadiometricFile.of(FILE, file, DecodeLimits.defaults()).orElseThrow();
        Thermogram thermogram = read.thermogram(ParameterOverrides.NONE);
        assertThat(read.maker()).isEqualTo(ThermalMaker.DJI);
        assertThat(thermogram.unit()).isEqualTo(Thermogram.Unit.COUNTS);
        assertThat(thermogram.values()[85]).isEqualTo(3005);
    }

    private static byte[] ordinary(int width, int height) {
        return ImageFiles.encode(
                Plane.constant(width, height, 0.5f), WriteOptions.png().withFormat(ImageFormat.JPEG));
    }

    private static byte[] with(byte[] jpeg, int marker, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) marker, (byte) ((content.length + 2) >> 8), (byte) (content.length + 2)});
        out.writeBytes(content);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    @Test
    void anyBytesEndInResultOrOneException() {
        Fuzz.of(
                        "radiometric JPEG",
                        2_000,
                        sample().bytes(),
                        sample().form(RadiometricJpeg.Form.PNG).bytes(),
                        sample().form(RadiometricJpeg.Form.BIG_ENDIAN).bytes())
                .run(bytes -> {
                    try {
                        Optional<RadiometricFile> file = RadiometricFile.of(FILE, bytes, DecodeLimits.defaults());
                        if (file.isPresent()) {
                            Thermogram thermogram = file.get().thermogram(ParameterOverrides.NONE);
                            assertThat(thermogram.levels().width()).isEqualTo(file.get().width());
                            if (file.get().hasVisible()) {
                                var unused = file.get().placed(thermogram.levels());
                            }
                        }
                    } catch (ImageFormatException e) {
                        assertThat(e).hasMessageStartingWith("synthetic.jpg: ");
                    }
                });
    }
}
