// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.color.EightBit;
import io.github.psfusion.imaging.geometry.Resampling;
import io.github.psfusion.methods.ImageSizeException;

/**
 * Resizes to the next lower sizes that a network takes, truncates the result to 8 bits and resizes it back: the procedure of
 * published programs. Images of a size that the network takes are truncated only.
 */
public final class TruncatingResizeAdapter implements SizeAdapter {
    private final SizeRule sizes;

    /** Makes an adapter to the sizes that a network takes. */
    public TruncatingResizeAdapter(SizeRule sizes) {
        this.sizes = sizes;
    }

    @Override
    public int minimum() {
        return sizes.minimum();
    }

    @Override
    public int prepared(int side) {
        return Math.max(sizes.minimum(), sizes.lower(side));
    }

    @Override
    public ImagePair prepare(ImagePair pair) {
        int width = sizes.lower(pair.width());
        int height = sizes.lower(pair.height());
        if (width == 0 || height == 0) {
            throw new ImageSizeException(pair.name() + " has " + pair.width() + " x " + pair.height()
                    + " pixels; the published program takes none below " + sizes.minimum() + " x " + sizes.minimum()
                    + ". Fuse it in the default way.");
        }
        return width == pair.width() && height == pair.height()
                ? pair
                : new ImagePair(
                        pair.name(),
                        Resampling.bicubic(pair.infrared(), width, height),
                        Resampling.bicubic(pair.visible(), width, height));
    }

    @Override
    public Image restore(Image image, ImagePair original) {
        Image truncated = image instanceof ColorImage color
                ? new ColorImage(
                        EightBit.truncated(color.red()),
                        EightBit.truncated(color.green()),
                        EightBit.truncated(color.blue()))
                : EightBit.truncated(image.luminance());
        return truncated.width() == original.width() && truncated.height() == original.height()
                ? truncated
                : Resampling.bicubic(truncated, original.width(), original.height());
    }

    @Override
    public LabelMap restore(LabelMap map, ImagePair original) {
        return map.width() == original.width() && map.height() == original.height()
                ? map
                : Resampling.nearest(map, original.width(), original.height());
    }
}
