// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.imaging.geometry.Resampling;
import java.util.Arrays;
import java.util.List;

/** Images as the input of a model: levels of 8 bits, resized, placed on gray, scaled. */
final class ModelImage {
    private static final int WHITE = 255;
    /** The gray of letterboxes in all families of YOLO. */
    private static final int GRAY = 114;

    private ModelImage() {}

    /**
     * Returns [3, H, W].
     *
     * @param placement where the image lies in the input
     * @param input the size of the input
     */
    static float[] values(Image image, Placement placement, ImageSize input, PixelScaling scaling, ChannelOrder order) {
        ColorImage color = image.toColor();
        List<Plane> planes = order == ChannelOrder.RGB
                ? List.of(color.red(), color.green(), color.blue())
                : List.of(color.blue(), color.green(), color.red());
        int size = input.width() * input.height();
        float[] values = new float[planes.size() * size];
        ImageSize scaled = placement.scaled();
        for (int c = 0; c < planes.size(); c++) {
            float[] levels = levels(planes.get(c), scaled);
            Arrays.fill(values, c * size, (c + 1) * size, scaling.apply(c, GRAY));
            for (int y = 0; y < scaled.height(); y++) {
                int row = c * size + (placement.top() + y) * input.width() + placement.left();
                for (int x = 0; x < scaled.width(); x++) {
                    values[row + x] = scaling.apply(c, levels[y * scaled.width() + x]);
                }
            }
        }
        return values;
    }

    /** Detectors get images of 8 bits, also after resizing. */
    private static float[] levels(Plane plane, ImageSize size) {
        float[] samples = plane.toArray();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.rint(WHITE * (double) samples[i]);
        }
        if (size.width() == plane.width() && size.height() == plane.height()) {
            return samples;
        }
        Plane resized = Resampling.interpolated(
                Plane.wrap(plane.width(), plane.height(), samples), size.width(), size.height());
        float[] levels = resized.toArray();
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (float) Math.rint(levels[i]);
        }
        return levels;
    }
}
