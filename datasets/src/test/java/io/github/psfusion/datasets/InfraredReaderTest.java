// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ContentListener;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.ImageFormatException;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.imaging.radiometric.CountScale;
import io.github.psfusion.imaging.radiometric.FalseColorPalette;
import io.github.psfusion.imaging.radiometric.ParameterOverrides;
import io.github.psfusion.imaging.radiometric.TemperatureSpan;
import io.github.psfusion.imaging.radiometric.Thermogram;
import io.github.psfusion.testing.RadiometricJpeg;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Infrared files of temperatures and counts, read as pairs are read everywhere. */
class InfraredReaderTest {
    private static final int WIDTH = 16;
    private static final int HEIGHT = 12;

    @TempDir
    private Path folder;

    private static int[] counts(int first) {
        int[] counts = new int[WIDTH * HEIGHT];
        Arrays.setAll(counts, i -> first + 10 * i);
        return counts;
    }

    private static RadiometricJpeg jpeg(int first) {
        return new RadiometricJpeg(WIDTH, HEIGHT, counts(first))
                .visible(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB))
                .placement(2, 0, 0);
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private PairFiles pair(Path infrared) throws IOException {
        Path visible = folder.resolve("vi-" + infrared.getFileName() + ".png");
        ImageFiles.write(visible, Plane.constant(WIDTH, HEIGHT, 0.5f), WriteOptions.png());
        return PairFiles.of("a", infrared, visible);
    }

    private static InfraredOptions options(@Nullable String counts, @Nullable String span) {
        return new InfraredOptions(
                InfraredOptions.RawData.AUTO,
                ParameterOverrides.NONE,
                Optional.ofNullable(counts).map(CountScale::parse),
                Optional.ofNullable(span).map(TemperatureSpan::parse),
                Optional.empty());
    }

    private static InfraredOptions options(InfraredOptions.RawData rawData, ParameterOverrides parameters) {
        return new InfraredOptions(rawData, parameters, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static PairImages read(InfraredOptions options, PairFiles... pairs) throws IOException {
        return PairReader.of(List.of(pairs), PairWindows.defaults(), options, DecodeLimits.defaults(), () -> {})
                .read(pairs[0]);
    }

    private static PairReading reading(PairImages pair) {
        return pair.reading().orElseThrow();
    }

    /** A TIFF of one channel of 16 bits. */
    private static byte[] tiff(boolean signed, int... values) {
        ByteBuffer tiff = ByteBuffer.allocate(256 + 2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        int[][] tags = {
            {256, values.length},
            {257, 1},
            {258, 16},
            {259, 1},
            {262, 1},
            {273, 256},
            {277, 1},
            {278, 1},
            {279, 2 * values.length},
            {339, signed ? 2 : 1}
        };
        tiff.putShort((short) tags.length);
        for (int[] tag : tags) {
            tiff.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
        }
        for (int i = 0; i < values.length; i++) {
            tiff.putShort(256 + 2 * i, (short) values[i]);
        }
        return tiff.array();
    }

    @Test
    void rawDataAreTheInfraredImage() throws IOException {
        PairFiles files = pair(file("a.jpg", jpeg(13_000).bytes()));
        PairImages pair = read(InfraredOptions.DEFAULTS, files);
        Thermogram thermogram = reading(pair).thermogram().orElseThrow();
        assertThat(thermogram.unit()).isEqualTo(Thermogram.Unit.CELSIUS);
        assertThat(pair.infraredDepth()).isEqualTo(BitDepth.BITS_16);
        assertThat(pair.notes()).isEmpty();
        // Between the percentiles of its own temperatures, to a twentieth of a degree.
        assertThat(reading(pair).infrared().low()).isCloseTo(thermogram.lowest(), within(0.06));
        assertThat(reading(pair).infrared().high()).isCloseTo(thermogram.highest(), within(0.1));
        assertThat(pair.images().infrared().at(0, 0)).isZero();
        assertThat(pair.images().infrared().at(WIDTH - 1, HEIGHT - 1)).isCloseTo(1, within(0.01f));
    }

    @Test
    void windowOfTemperaturesIsThatOfTheBatch() throws IOException {
        PairFiles cold = pair(file("cold.jpg", jpeg(13_000).bytes()));
        PairFiles hot = pair(file("hot.jpg", jpeg(17_000).bytes()));
        AppliedWindow both = reading(read(InfraredOptions.DEFAULTS, cold, hot)).infrared();
        assertThat(both.high())
                .isGreaterThan(
                        reading(read(InfraredOptions.DEFAULTS, cold)).infrared().high() + 5);
        assertThat(both.text()).endsWith(" degrees Celsius");
    }

    @Test
    void spanIsTheSameForEveryImage() throws IOException {
        PairFiles files = pair(file("a.jpg", jpeg(13_000).bytes()));
        PairImages pair = read(options(null, "20..40C"), files);
        float celsius = reading(pair).thermogram().orElseThrow().values()[40];
        assertThat(pair.images().infrared().at(8, 2)).isCloseTo((celsius - 20) / 20, within(1e-3f));
        assertThat(reading(pair).infrared().text()).isEqualTo("20.00 to 40.00 degrees Celsius");
    }

    @Test
    void oneFileIsPair() throws IOException {
        Path file = file("a.jpg", jpeg(13_000).bytes());
        PairImages pair = read(InfraredOptions.DEFAULTS, PairFiles.of("a", file, file));
        assertThat(pair.images().width()).isEqualTo(32);
        assertThat(pair.images().height()).isEqualTo(24);
        assertThat(reading(pair).thermogram().orElseThrow().width()).isEqualTo(WIDTH);
    }

    /** Whoever names one image twice wants to see what becomes of equal images. */
    @Test
    void oneOrdinaryFileIsBothImages() throws IOException {
        Path file = folder.resolve("a.jpg");
        ImageFiles.write(file, Plane.constant(8, 8, 0.5f), WriteOptions.png().withFormat(ImageFormat.JPEG));
        PairImages pair = read(InfraredOptions.DEFAULTS, PairFiles.of("a", file, file));
        assertThat(pair.infrared().image()).isEqualTo(pair.visible().image());
    }

    @Test
    void renderedImageIsReadOnRequest() throws IOException {
        InfraredOptions off = options(InfraredOptions.RawData.OFF, ParameterOverrides.NONE);
        PairImages pair = read(off, pair(file("a.jpg", jpeg(13_000).bytes())));
        assertThat(pair.infraredDepth()).isEqualTo(BitDepth.BITS_8);
        assertThat(reading(pair).thermogram()).isEmpty();
        assertThat(pair.notes()).singleElement().asString().contains("raw thermal data");
    }

    @Test
    void parametersOfTheUserReplaceThoseOfTheFile() throws IOException {
        PairFiles files = pair(file("a.jpg", jpeg(13_000).bytes()));
        OptionalDouble none = OptionalDouble.empty();
        ParameterOverrides shiny = new ParameterOverrides(OptionalDouble.of(0.5), none, none, none);
        InfraredOptions options = options(InfraredOptions.RawData.AUTO, shiny);
        Thermogram thermogram = reading(read(options, files)).thermogram().orElseThrow();
        assertThat(thermogram.origin().parameters().orElseThrow().object().emissivity())
                .isEqualTo(0.5);
        assertThat(thermogram.mean())
                .isGreaterThan(reading(read(InfraredOptions.DEFAULTS, files))
                                .thermogram()
                                .orElseThrow()
                                .mean()
                        + 1);
    }

    @Test
    void levelsNeedScaleToBeTemperatures() throws IOException {
        PairFiles files = pair(file("a.tif", tiff(false, new int[WIDTH * HEIGHT])));
        Path file = file("k.tif", tiff(false, 29_315, 30_315));
        assertThatThrownBy(() -> read(options(null, "0..40C"), files))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("--span")
                .hasMessageContaining("--counts K/100");
        InfraredImage kelvin =
                new InfraredReader(options("K/100", null), DecodeLimits.defaults()).read(file, ContentListener.NONE);
        assertThat(kelvin.thermogram().orElseThrow().values()).containsExactly(20, 30);
        assertThat(kelvin.isCelsius()).isTrue();
    }

    @Test
    void signedLevelsNeedScale() throws IOException {
        Path file = file("c.tif", tiff(true, -55, 210));
        InfraredImage tenths =
                new InfraredReader(options("C/10", null), DecodeLimits.defaults()).read(file, ContentListener.NONE);
        assertThat(tenths.thermogram().orElseThrow().values()).containsExactly(-5.5f, 21f);
        assertThatThrownBy(() -> new InfraredReader(InfraredOptions.DEFAULTS, DecodeLimits.defaults())
                        .read(file, ContentListener.NONE))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("signed")
                .hasMessageContaining("--counts C/10");
    }

    @Test
    void floatingPointNumbersAreDegreesUnlessTheyAreSamples() throws IOException {
        Path degrees = file("d.tif", ImageFiles.encodeValues(2, 1, new float[] {-3.5f, 21}));
        Path missing = file("m.tif", ImageFiles.encodeValues(3, 1, new float[] {Float.NaN, 5, 21}));
        Path samples = file("s.tif", ImageFiles.encodeValues(2, 1, new float[] {0, 0.5f}));
        Path kelvin = file("k.tif", ImageFiles.encodeValues(2, 1, new float[] {290, 300}));
        InfraredReader reader = new InfraredReader(InfraredOptions.DEFAULTS, DecodeLimits.defaults());
        var listener = ContentListener.NONE;
        assertThat(reader.read(degrees, listener).thermogram().orElseThrow().values())
                .containsExactly(-3.5f, 21);
        assertThat(reader.read(samples, listener).thermogram()).isEmpty();
        InfraredImage gaps = reader.read(missing, listener);
        assertThat(gaps.decoded().notes()).singleElement().asString().contains("1 pixels have no temperature");
        assertThat(gaps.decoded().infrared().at(0, 0))
                .isEqualTo(gaps.decoded().infrared().at(1, 0));
        assertThat(reader.read(kelvin, listener).decoded().notes())
                .singleElement()
                .asString()
                .contains("--counts K");
    }

    @Test
    void levelsOfUserAreNotThoseOfTemperatures() throws IOException {
        PairFiles files = pair(file("a.jpg", jpeg(13_000).bytes()));
        PairWindows levels = PairWindows.ofInfrared(IntensityWindow.parse("7000,9000"));
        PairReader reader = PairReader.of(List.of(files), levels, DecodeLimits.defaults(), () -> {});
        assertThatThrownBy(() -> reader.read(files))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("--span");
    }

    @Test
    void implausibleParametersAreReported() throws IOException {
        PairFiles files = pair(file("a.jpg", jpeg(13_000).camera(0x28, 571).bytes()));
        assertThat(read(InfraredOptions.DEFAULTS, files).notes())
                .singleElement()
                .asString()
                .contains("reflected temperature is 298 degrees Celsius", "--reflected");
    }

    @Test
    void imageOutsideOfItsWindowIsReported() throws IOException {
        PairFiles files = pair(file("a.jpg", jpeg(13_000).bytes()));
        assertThat(PairWarnings.of(read(options(null, "200..300C"), files)))
                .anyMatch(warning -> warning.text().contains("outside of its intensity window, 200.00 to 300.00"));
        assertThat(PairWarnings.of(read(options(null, "-50..200C"), files)))
                .anyMatch(warning -> warning.text().contains("% of its intensity window"));
        assertThat(PairWarnings.of(read(options(null, "20..40C"), files)))
                .noneMatch(warning -> warning.text().contains("intensity window"));
    }

    @Test
    void falseColorsBecomeLevelsByTheirPalette() throws IOException {
        FalseColorPalette iron = FalseColorPalette.parse("iron");
        Plane slope = levels();
        Path file = folder.resolve("iron.png");
        ImageFiles.write(file, colored(slope, iron), WriteOptions.png());
        PairFiles files = PairFiles.of("a", file, pair(file).visible());
        PairImages inverted = read(palette(iron), files);
        assertThat(inverted.images().infrared()).isEqualTo(slope);
        assertThat(inverted.notes()).isEmpty();
        assertThat(PairWarnings.of(inverted))
                .noneMatch(warning -> warning.text().contains("color"));
        assertThat(PairWarnings.of(read(InfraredOptions.DEFAULTS, files)))
                .anyMatch(warning -> warning.text().contains("--palette"));
        assertThat(read(palette(FalseColorPalette.parse("rainbow")), files).notes())
                .singleElement()
                .asString()
                .contains("palette rainbow");
    }

    @Test
    void paletteIsReadFromItsColorBar() throws IOException {
        FalseColorPalette rainbow = FalseColorPalette.parse("rainbow");
        float[] slope = new float[256 * 3];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = (255 - i / 3) / 255f; // hot at the top
        }
        Path bar = folder.resolve("bar.png");
        ImageFiles.write(bar, colored(Plane.wrap(3, 256, slope), rainbow), WriteOptions.png());
        FalseColorPalette read = FalseColorPalette.parse(bar.toString());
        assertThat(read.invert(colored(levels(), rainbow)).levels()).isEqualTo(levels());
        assertThatThrownBy(() -> FalseColorPalette.parse("irn"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("iron, jet, rainbow");
    }

    @Test
    void grayInThreeSlightlyUnequalChannelsIsGray() throws IOException {
        Plane red = levels();
        float[] other = red.toArray();
        for (int i = 0; i < other.length; i++) {
            other[i] = Math.min(1, other[i] + i % 3 / 255f);
        }
        Path file = folder.resolve("gray.png");
        Plane blue = Plane.wrap(WIDTH, HEIGHT, other);
        ImageFiles.write(file, new ColorImage(red, red, blue), WriteOptions.png());
        PairFiles files = PairFiles.of("a", file, pair(file).visible());
        PairImages read = read(palette(FalseColorPalette.parse("iron")), files);
        assertThat(read.infraredAsStored()).isInstanceOf(ColorImage.class);
        assertThat(PairWarnings.of(read)).noneMatch(warning -> warning.text().contains("color"));
    }

    private static Plane levels() {
        float[] levels = new float[WIDTH * HEIGHT];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (20 + i) / 255f;
        }
        return Plane.wrap(WIDTH, HEIGHT, levels);
    }

    private static InfraredOptions palette(FalseColorPalette palette) {
        return new InfraredOptions(
                InfraredOptions.RawData.AUTO,
                ParameterOverrides.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(palette));
    }

    private static ColorImage colored(Plane levels, FalseColorPalette palette) {
        Plane[] channels = new Plane[3];
        for (int channel = 0; channel < 3; channel++) {
            float[] samples = levels.toArray();
            for (int i = 0; i < samples.length; i++) {
                samples[i] = palette.color(samples[i])[channel];
            }
            channels[channel] = Plane.wrap(levels.width(), levels.height(), samples);
        }
        return new ColorImage(channels[0], channels[1], channels[2]);
    }
}
