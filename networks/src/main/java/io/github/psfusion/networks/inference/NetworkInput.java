// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

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
        LUMINANCE(1),
        /** Red, green and blue, [N, 3, H, W]; three equal channels of a gray image. */
        RGB(3);

        private final int count;

        Channels(int count) {
            this.count = count;
        }

        /** Returns their number C. */
        public int count() {
            return count;
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
