// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.networks.ClassMaps;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.networks.psfusion.SemanticLogits;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.TrainingSample;
import io.github.psfusion.training.segmentation.ClassTiles;
import java.util.ArrayList;
import java.util.List;

/**
 * The visible, infrared and fused image of a pair, both reconstructions, and the classes in their colors; of these what the
 * network computes.
 */
final class PsFusionTiles {
    private PsFusionTiles() {}

    static List<Image> of(TrainingSample sample, PsFusionOutputs outputs) {
        int width = sample.width();
        int height = sample.height();
        List<Image> tiles =
                new ArrayList<>(List.of(sample.visible(), sample.infrared(), plane(outputs.fused(), width, height)));
        outputs.sources().ifPresent(sources -> {
            tiles.add(plane(sources.visible(), width, height));
            tiles.add(plane(sources.infrared(), width, height));
        });
        outputs.logits()
                .map(SemanticLogits::semantic)
                .ifPresent(logits -> tiles.add(ClassTiles.of(
                        ClassMaps.argmax(logits), (int) logits.shape().size(1))));
        return tiles;
    }

    private static Plane plane(Tensor image, int width, int height) {
        return Plane.wrap(width, height, image.toFloats());
    }
}
