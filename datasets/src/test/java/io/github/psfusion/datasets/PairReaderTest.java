// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormatException;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairReaderTest {
    private static final int WIDTH = 6;
    private static final int HEIGHT = 4;

    @TempDir
    private Path folder;

    private PairFiles pair(String name, Image infrared, Image visible) throws IOException {
        Path infraredFile = folder.resolve(name + "-ir.png");
        Path visibleFile = folder.resolve(name + "-vi.png");
        ImageFiles.write(infraredFile, infrared, WriteOptions.png());
        ImageFiles.write(visibleFile, visible, WriteOptions.png());
        return PairFiles.of(name, infraredFile, visibleFile);
    }

    private static Plane level(int level) {
        return Plane.constant(WIDTH, HEIGHT, level / 255f);
    }

    private static PairReader reader(PairFiles... pairs) {
        return PairReader.of(
                List.of(pairs),
                PairWindows.ofInfrared(new IntensityWindow.Automatic()),
                DecodeLimits.defaults(),
                () -> {});
    }

    @Test
    void eightBitsStayAsTheyAre() throws IOException {
        Plane infrared = level(40);
        PairFiles files = pair("a", new ColorImage(infrared, infrared, infrared), level(90));

        PairImages read = reader(files).read(files);

        assertThat(read.images().infrared()).isEqualTo(infrared);
        assertThat(read.infraredAsStored()).isInstanceOf(ColorImage.class);
        assertThat(read.infraredDepth()).isEqualTo(BitDepth.BITS_8);
        assertThat(read.images().visible()).isEqualTo(level(90));
        assertThat(read.notes()).isEmpty();
    }

    @Test
    void levelsOf16BitInfraredAreThoseOfTheWholeBatch() throws IOException {
        PairFiles cold = pair("cold", level(0), level(90));
        PairFiles hot = pair("hot", level(0), level(90));
        WriteOptions bits16 = WriteOptions.png().withDepth(BitDepth.BITS_16);
        ImageFiles.write(cold.infrared(), Plane.constant(WIDTH, HEIGHT, 0.25f), bits16);
        ImageFiles.write(hot.infrared(), Plane.constant(WIDTH, HEIGHT, 0.75f), bits16);

        PairReader reader = reader(cold, hot);

        assertThat(reader.read(cold).images().infrared().at(0, 0)).isZero();
        assertThat(reader.read(hot).images().infrared().at(0, 0)).isEqualTo(1);
        assertThat(reader.read(hot).infraredAsStored().luminance().at(0, 0)).isCloseTo(0.75f, within(1e-4f));
    }

    @Test
    void differentSizesNameBothFilesAndSizes() throws IOException {
        PairFiles files = pair("a", level(1), Plane.constant(3, 2, 0));

        assertThatThrownBy(() -> reader(files).read(files))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll(
                        files.infrared().toString(), "6 x 4", files.visible().toString(), "3 x 2");
    }

    @Test
    void bothReasonsAreThereIfNeitherImageCanBeRead() throws IOException {
        PairFiles files = pair("a", level(1), level(2));
        Files.writeString(files.infrared(), "nothing");
        Files.writeString(files.visible(), "nothing");

        Throwable thrown = catchThrowable(() -> reader(files).read(files));

        assertThat(thrown)
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining(files.infrared().toString());
        assertThat(thrown.getSuppressed())
                .singleElement()
                .satisfies(other ->
                        assertThat(other).hasMessageContaining(files.visible().toString()));
    }

    @Test
    void whatWasChangedOnReadingIsNoted() throws IOException {
        PairFiles files = pair("a", level(1), level(2));
        BufferedImage transparent = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        assertThat(ImageIO.write(transparent, "png", files.visible().toFile())).isTrue();

        assertThat(reader(files).read(files).notes())
                .singleElement()
                .asString()
                .startsWith("a-vi.png: ")
                .contains("alpha");
    }

    @Test
    void readingTheStatisticsCanBeCanceled() throws IOException {
        PairFiles files = pair("a", level(1), level(2));

        assertThatThrownBy(() -> PairReader.of(
                        List.of(files),
                        PairWindows.ofInfrared(new IntensityWindow.MinMax()),
                        DecodeLimits.defaults(),
                        () -> {
                            throw new CancellationException("enough");
                        }))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void theWindowOfVisibleImagesHoldsForAllChannelsOfTheBatch() throws IOException {
        ColorImage dark = new ColorImage(level(10), level(20), level(30));
        ColorImage bright = new ColorImage(level(20), level(20), level(50));
        PairFiles first = pair("a", level(1), dark);
        PairFiles second = pair("b", level(1), bright);
        PairWindows windows = PairWindows.defaults().withVisible(IntensityWindow.parse("min-max"));
        PairReader reader = PairReader.of(List.of(first, second), windows, DecodeLimits.defaults(), () -> {});
        ColorImage spread = (ColorImage) reader.read(first).images().visible();
        assertThat(spread.red()).isEqualTo(Plane.constant(WIDTH, HEIGHT, 0));
        assertThat(spread.green().at(0, 0)).isCloseTo(0.25f, within(1e-6f));
        assertThat(spread.blue().at(0, 0)).isCloseTo(0.5f, within(1e-6f));
        ColorImage other = (ColorImage) reader.read(second).images().visible();
        assertThat(other.blue().at(0, 0)).isEqualTo(1);
    }
}
