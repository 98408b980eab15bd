// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class PicturesInFolderTest {
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
    void findsThePictureOfThePairsName() throws IOException, MethodOptionException {
        Plane picture = Plane.constant(3, 2, 1f);
        ImageFiles.write(
                folder.resolve("night.bmp"), picture, WriteOptions.png().withFormat(ImageFormat.BMP));
        ImageFiles.write(folder.resolve("night2.png"), Plane.constant(3, 2, 0f), WriteOptions.png());
        Files.writeString(folder.resolve("night.txt"), "not a picture");

        assertThat(fuse().luminance()).isEqualTo(picture);
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(this::fuse).isInstanceOf(IOException.class).hasMessageContaining("Night");
    }

    @Test
    void refusesTwoPicturesOfOneName() throws IOException {
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
    void refusesAFolderThatIsNotThere() {
        folder = folder.resolve("nowhere");

        assertThatThrownBy(this::fuse).isInstanceOf(IOException.class).hasMessageContaining("nowhere");
    }
}
