// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesInFolderTest {
    @TempDir
    private Path folder;

    private static final ImagePair PAIR = new ImagePair("Night", Plane.constant(3, 2, 0), Plane.constant(3, 2, 0));

    private Image fuse() throws IOException, MethodOptionException {
        FusionMethods.Request request = FusionMethods.parse("folder:" + folder);
        try (FusionMethod method = request.provider().open(request.options())) {
            return method.fuse(PAIR);
        }
    }

    @Test
    void findsTheImageOfThePairsName() throws IOException, MethodOptionException {
        Plane image = Plane.constant(3, 2, 1f);
        ImageFiles.write(folder.resolve("night.bmp"), image, WriteOptions.png().withFormat(ImageFormat.BMP));
        ImageFiles.write(folder.resolve("night2.png"), Plane.constant(3, 2, 0f), WriteOptions.png());
        Files.writeString(folder.resolve("night.txt"), "not an image");

        assertThat(fuse().luminance()).isEqualTo(image);
    }

    @Test
    void colorsStayAsTheyAreStored() throws IOException, MethodOptionException {
        ColorImage image =
                new ColorImage(Plane.constant(3, 2, 1f), Plane.constant(3, 2, 0f), Plane.constant(3, 2, 0.2f));
        ImageFiles.write(folder.resolve("night.png"), image, WriteOptions.png());

        assertThat(fuse()).isEqualTo(image);
        FusionMethods.Request request = FusionMethods.parse("folder:" + folder);
        try (FusionMethod method = request.provider().open(request.options())) {
            assertThat(method.fuseLuminance(PAIR)).isEqualTo(image.luminance());
        }
    }

    @Test
    void accentsMayBeStoredInTwoWays() throws IOException, MethodOptionException {
        String encoding = System.getProperty("sun.jnu.encoding");
        assumeTrue(encoding.equals("UTF-8"), () -> "skipped: names of files are in " + encoding + ", without accents");
        ImageFiles.write(folder.resolve("cafe\u0301.png"), Plane.constant(3, 2, 1f), WriteOptions.png());
        FusionMethods.Request request = FusionMethods.parse("folder:" + folder);
        try (FusionMethod method = request.provider().open(request.options())) {
            ImagePair pair = new ImagePair("Caf\u00e9", Plane.constant(3, 2, 0), Plane.constant(3, 2, 0));

            assertThat(method.fuse(pair)).isEqualTo(Plane.constant(3, 2, 1f));
        }
    }

    @Test
    void refusesAFileInPlaceOfAFolder() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        folder = folder.resolve("file");

        assertThatThrownBy(this::fuse).isInstanceOf(IOException.class).hasMessageContaining("this is a file");
    }

    @Test
    void refusesWhatCanBeNoPath() {
        assertThatThrownBy(() -> {
                    FusionMethods.Request request = FusionMethods.parse("folder:a\0b");
                    request.provider().open(request.options()).close();
                })
                .isInstanceOf(MethodOptionException.class)
                .hasMessageContaining("can be no path");
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(this::fuse).isInstanceOf(IOException.class).hasMessageContaining("Night");
    }

    @Test
    void refusesTwoImagesOfOneName() throws IOException {
        ImageFiles.write(folder.resolve("night.png"), Plane.constant(3, 2, 1f), WriteOptions.png());
        Files.copy(folder.resolve("night.png"), folder.resolve("NIGHT.bmp"));

        assertThatThrownBy(this::fuse)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("NIGHT.bmp")
                .hasMessageContaining("night.png");
    }

    @Test
    void refusesAnotherSize() throws IOException {
        ImageFiles.write(folder.resolve("night.png"), Plane.constant(4, 2, 1f), WriteOptions.png());

        assertThatThrownBy(this::fuse)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("4 x 2")
                .hasMessageContaining("3 x 2");
    }

    @Test
    void refusesAnotherHeight() throws IOException {
        ImageFiles.write(folder.resolve("night.png"), Plane.constant(3, 4, 1f), WriteOptions.png());

        assertThatThrownBy(this::fuse)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3 x 4")
                .hasMessageContaining("3 x 2");
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        folder = folder.resolve("nowhere");

        assertThatThrownBy(this::fuse).isInstanceOf(IOException.class).hasMessageContaining("nowhere");
    }
}
