// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.TrainingSample;
import java.util.List;

/** The visible, infrared and fused image of a pair, both reconstructions, and the classes in their colors. */
final class PsFusionTiles {
    private PsFusionTiles() {}

    static List<Image> of(TrainingSample sample, PsFusionOutputs outputs) {
        int width = sample.width();
        int height = sample.height();
        return List.of(
                sample.visible(),
                sample.infrared(),
                plane(outputs.fused(), width, height),
                plane(outputs.visible(), width, height),
                plane(outputs.infrared(), width, height),
                classes(outputs.semantic(), width, height));
    }

    private static Plane plane(Tensor image, int width, int height) {
        return Plane.wrap(width, height, image.toFloats());
    }

    private static ColorImage classes(Tensor logits, int width, int height) {
        long[] classes = logits.argmax(1).toLongs();
        LabelClasses known = LabelClasses.ofCount((int) logits.shape().size(1));
        float[][] rgb = new float[3][classes.length];
        for (int i = 0; i < classes.length; i++) {
            int color = known.color((int) classes[i]);
            for (int c = 0; c < rgb.length; c++) {
                rgb[c][i] = ((color >> (8 * (2 - c))) & 0xFF) / 255f;
            }
        }
        return new ColorImage(
                Plane.wrap(width, height, rgb[0]),
                Plane.wrap(width, height, rgb[1]),
                Plane.wrap(width, height, rgb[2]));
    }
}
