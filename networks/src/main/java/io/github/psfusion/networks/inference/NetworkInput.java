// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.color.GrayConversion;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An input of a network, [N, C, H, W], samples in [0, 1].
 *
 * @param name by which the network and exported files know it
 * @param source the image that it shows
 * @param channels what is given of the image
 */
public record NetworkInput(String name, Source source, Channels channels) {
    /** The image of the pair. */
    public enum Source {
        /** The infrared image. */
        INFRARED,
        /** The visible image. */
        VISIBLE
    }

    /** What is given of an image. */
    public enum Channels {
        /** Its luminance, [N, 1, H, W]. */
        LUMINANCE(1, Image::luminance),
        /** Its gray levels as OpenCV computes them, [N, 1, H, W]. */
        OPENCV_GRAY(1, GrayConversion.OPENCV::of),
        /** The Y of its YCrCb as OpenCV computes it, [N, 1, H, W]. */
        OPENCV_LUMA(1, GrayConversion.OPENCV_LUMA::of),
        /** Its gray levels as the PNG library computes them, [N, 1, H, W]. */
        LIBPNG_GRAY(1, GrayConversion.LIBPNG::of),
        /** Its gray levels as Pillow computes them, [N, 1, H, W]. */
        PILLOW_GRAY(1, GrayConversion.PILLOW::of),
        /** Red, green and blue, [N, 3, H, W]; three equal channels of a gray image. */
        RGB(3, image -> image);

        private final int count;

        @SuppressWarnings("ImmutableEnumChecker") // a function without state
        private final UnaryOperator<Image> conversion;

        Channels(int count, UnaryOperator<Image> conversion) {
            this.count = count;
            this.conversion = conversion;
        }

        /** Returns their number C. */
        public int count() {
            return count;
        }

        /** Returns the channels of an image. */
        List<Plane> of(Image image) {
            Image given = conversion.apply(image);
            if (count == 1) {
                return List.of(given.luminance());
            }
            ColorImage color = given.toColor();
            return List.of(color.red(), color.green(), color.blue());
        }
    }

    /** Returns the infrared image as input {@code infrared}, [N, 1, H, W]. */
    public static NetworkInput infrared() {
        return new NetworkInput("infrared", Source.INFRARED, Channels.LUMINANCE);
    }

    /** Returns the visible image as input {@code visible}, [N, 1, H, W] or [N, 3, H, W]. */
    public static NetworkInput visible(Channels channels) {
        return new NetworkInput("visible", Source.VISIBLE, channels);
    }
}
