// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The images of the data sets; skipped where they are absent. */
@Tag("slow")
class RealImagesTest {
    private static final DecodeLimits LIMITS = DecodeLimits.defaults();

    private static List<Path> files(String folder, int most) throws IOException {
        try (Stream<Path> files = Files.list(Goldens.require(folder))) {
            return files.sorted().limit(most).toList();
        }
    }

    @Test
    void validationPairsAreDecoded() throws IOException {
        List<Path> visible = files("data/msrs/validation/vi", 100);
        assertThat(visible).hasSize(30);
        for (Path file : visible) {
            DecodedImage decoded = ImageFiles.read(file, LIMITS);
            assertThat(decoded.format()).isEqualTo(ImageFormat.PNG);
            assertThat(decoded.notes()).isEmpty();
            assertThat(decoded.image()).isInstanceOf(ColorImage.class);
            assertThat(decoded.image().width()).isEqualTo(640);
            assertThat(decoded.image().height()).isEqualTo(480);
            assertThat(ImageFiles.size(file, LIMITS)).isEqualTo(new ImageSize(640, 480));
        }
        for (Path file : files("data/msrs/validation/ir", 100)) {
            assertThat(ImageFiles.read(file, LIMITS).image()).isInstanceOf(Plane.class);
        }
        for (Path file : files("data/msrs/validation/label", 100)) {
            for (byte label : ImageFiles.readLabels(file, LIMITS).toArray()) {
                assertThat(label).isBetween((byte) 0, (byte) 8);
            }
        }
    }

    @Test
    void jpegImagesAreDecoded() throws IOException {
        for (String folder :
                List.of("data/msrs/train", "data/roadscene/train", "data/m3fd/train", "data/llvip/train")) {
            for (Path file : files(folder + "/vi", 8)) {
                DecodedImage decoded = ImageFiles.read(file, LIMITS);
                assertThat(decoded.format()).isEqualTo(ImageFormat.JPEG);
                assertThat(decoded.notes()).isEmpty();
            }
        }
        for (Path file : files("data/llvip/train/ir", 3)) { // three equal channels
            DecodedImage decoded = ImageFiles.read(file, LIMITS);
            assertThat(decoded.infrared()).isEqualTo(((ColorImage) decoded.image()).red());
        }
    }
}
