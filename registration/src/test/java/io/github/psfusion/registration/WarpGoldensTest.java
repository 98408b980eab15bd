// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.InfraredGray;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.testing.Goldens;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The known warps of validation pairs, computed by an independent program. */
class WarpGoldensTest {
    @Test
    void warpedImagesAreThoseOfTheReference() throws IOException {
        JsonNode warps = new ObjectMapper()
                .readTree(Goldens.require("golden/registration/warps.json").toFile())
                .path("warps");
        assertThat(warps).hasSize(48);
        for (JsonNode warp : warps) {
            String name = warp.path("name").asText() + " " + warp.path("kind").asText();
            Path file = Goldens.require("data/" + warp.path("infrared").asText());
            Image image = ImageFiles.read(file, DecodeLimits.defaults()).image();
            Plane infrared = InfraredGray.of(image, BitDepth.BITS_8);
            Homography map = map(warp.path("matrix"));
            WarpedImage warped = WarpedImage.of(
                    infrared, map.inverse(), infrared.width(), infrared.height(), WarpInterpolation.BILINEAR);

            JsonNode check = warp.path("check");
            assertThat(warped.area().count())
                    .as(name)
                    .isEqualTo(check.path("valid_pixels").asInt());
            // Samples are floats in [0, 1]; decoders of JPEG differ.
            boolean png = file.toString().endsWith(".png");
            assertThat(mean(warped))
                    .as(name)
                    .isCloseTo(check.path("mean_of_valid").asDouble(), within(png ? 1e-4 : 0.1));
            for (JsonNode pixel : check.path("pixels")) {
                double value = 255
                        * warped.image()
                                .luminance()
                                .at(pixel.path("x").asInt(), pixel.path("y").asInt());
                assertThat(value).as(name).isCloseTo(pixel.path("value").asDouble(), within(png ? 1e-4 : 1.5));
            }
            assertThat(map.meanDistance(Homography.IDENTITY, infrared.width(), infrared.height()))
                    .as(name)
                    .isCloseTo(warp.path("identity_error").asDouble(), within(1e-9));
        }
    }

    private static Homography map(JsonNode matrix) {
        double[] entries = new double[9];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = matrix.path(i / 3).path(i % 3).asDouble();
        }
        return Homography.of(entries);
    }

    private static double mean(WarpedImage warped) {
        Plane plane = warped.image().luminance();
        double sum = 0;
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                sum += warped.area().at(x, y) ? 255 * plane.at(x, y) : 0;
            }
        }
        return sum / warped.area().count();
    }
}
