// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.networks.ClassMaps;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.TrainingSample;
import io.github.psfusion.training.segmentation.ClassTiles;
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
                ClassTiles.of(ClassMaps.argmax(outputs.semantic()), (int)
                        outputs.semantic().shape().size(1)));
    }

    private static Plane plane(Tensor image, int width, int height) {
        return Plane.wrap(width, height, image.toFloats());
    }
}
