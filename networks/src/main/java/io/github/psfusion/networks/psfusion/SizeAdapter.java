// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.geometry.Padding;
import io.github.psfusion.imaging.geometry.Resampling;

/** How a pair of any size becomes one whose sides are multiples of 32, and how what the network makes of it comes back. */
interface SizeAdapter {
    /** Returns the pair that the network sees. */
    ImagePair before(ImagePair pair);

    /** Returns an image of that pair's size at the size of the original. */
    Image after(Image image, ImagePair original);

    /** Returns a map of that pair's size at the size of the original. */
    LabelMap after(LabelMap map, ImagePair original);

    /** Returns the sizing of an option. */
    static SizeAdapter of(PsFusionOptions.SizeAdapter option) {
        return switch (option) {
            case PAD -> new Padded();
            case AS_PUBLISHED -> new Resized();
        };
    }

    /** Continued below and to the right by reflection, then cropped: no pixel is resampled. */
    final class Padded implements SizeAdapter {
        @Override
        public ImagePair before(ImagePair pair) {
            return new ImagePair(
                    pair.name(),
                    Padding.toMultipleOf(pair.infrared(), PsFusionNetwork.SIZE_MULTIPLE),
                    Padding.toMultipleOf(pair.visible(), PsFusionNetwork.SIZE_MULTIPLE));
        }

        @Override
        public Image after(Image image, ImagePair original) {
            if (image instanceof ColorImage color) {
                return new ColorImage(
                        crop(color.red(), original), crop(color.green(), original), crop(color.blue(), original));
            }
            return crop(image.luminance(), original);
        }

        private static Plane crop(Plane plane, ImagePair original) {
            return Padding.crop(plane, original.width(), original.height());
        }

        @Override
        public LabelMap after(LabelMap map, ImagePair original) {
            byte[] cropped = new byte[original.width() * original.height()];
            byte[] all = map.toArray();
            for (int y = 0; y < original.height(); y++) {
                System.arraycopy(all, y * map.width(), cropped, y * original.width(), original.width());
            }
            return LabelMap.of(original.width(), original.height(), cropped);
        }
    }

    /**
     * Resized to the next lower multiples, and the truncated 8-bit result resized back, as the authors' program does it. Images
     * whose sides are multiples of 32 are only truncated.
     */
    final class Resized implements SizeAdapter {
        private static final int BYTE_MAX = 255;

        @Override
        public ImagePair before(ImagePair pair) {
            int width = lower(pair.width(), pair);
            int height = lower(pair.height(), pair);
            return width == pair.width() && height == pair.height()
                    ? pair
                    : new ImagePair(
                            pair.name(),
                            Resampling.bicubic(pair.infrared(), width, height),
                            Resampling.bicubic(pair.visible(), width, height));
        }

        private static int lower(int side, ImagePair pair) {
            int lower = side / PsFusionNetwork.SIZE_MULTIPLE * PsFusionNetwork.SIZE_MULTIPLE;
            if (lower == 0) {
                throw new ImageSizeException(pair.name() + " has " + pair.width() + " x " + pair.height()
                        + " pixels; the published program takes none below 32 x 32. Fuse it in the default way.");
            }
            return lower;
        }

        @Override
        public Image after(Image image, ImagePair original) {
            Image truncated = image instanceof ColorImage color
                    ? new ColorImage(truncated(color.red()), truncated(color.green()), truncated(color.blue()))
                    : truncated(image.luminance());
            return truncated.width() == original.width() && truncated.height() == original.height()
                    ? truncated
                    : Resampling.bicubic(truncated, original.width(), original.height());
        }

        private static Plane truncated(Plane plane) {
            float[] samples = plane.toArray();
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (float) Math.floor(BYTE_MAX * Math.min(Math.max(samples[i], 0f), 1f)) / BYTE_MAX;
            }
            return Plane.wrap(plane.width(), plane.height(), samples);
        }

        @Override
        public LabelMap after(LabelMap map, ImagePair original) {
            return map.width() == original.width() && map.height() == original.height()
                    ? map
                    : Resampling.nearest(map, original.width(), original.height());
        }
    }
}
