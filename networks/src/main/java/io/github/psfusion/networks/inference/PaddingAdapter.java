// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.geometry.Padding;

/** Pads below and to the right by reflection, then crops: no pixel is resampled. */
public final class PaddingAdapter implements SizeAdapter {
    private final SizeRule sizes;

    /** Makes an adapter to the sizes that a network takes. */
    public PaddingAdapter(SizeRule sizes) {
        this.sizes = sizes;
    }

    @Override
    public int minimum() {
        return 1;
    }

    @Override
    public int prepared(int side) {
        return sizes.padded(side);
    }

    @Override
    public ImagePair prepare(ImagePair pair) {
        int width = prepared(pair.width());
        int height = prepared(pair.height());
        return width == pair.width() && height == pair.height()
                ? pair
                : new ImagePair(
                        pair.name(),
                        Padding.toSize(pair.infrared(), width, height),
                        Padding.toSize(pair.visible(), width, height));
    }

    @Override
    public Image restore(Image image, ImagePair original) {
        return Padding.crop(image, original.width(), original.height());
    }

    @Override
    public LabelMap restore(LabelMap map, ImagePair original) {
        byte[] cropped = new byte[original.width() * original.height()];
        byte[] all = map.toArray();
        for (int y = 0; y < original.height(); y++) {
            System.arraycopy(all, y * map.width(), cropped, y * original.width(), original.width());
        }
        return LabelMap.of(original.width(), original.height(), cropped);
    }
}
