// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.networks.psfusion.SemanticLogits;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.TrainingSample;
import io.github.psfusion.training.log.PreviewTile;
import io.github.psfusion.training.segmentation.ClassTiles;
import java.util.ArrayList;
import java.util.List;

/**
 * The visible, infrared and fused image of a pair, both reconstructions, and where it has labels the predicted and the true classes
 * in their colors: without labels the semantic head has learned nothing that could be compared. Of these what the network computes.
 */
final class PsFusionTiles {
    private PsFusionTiles() {}

    static List<PreviewTile> of(TrainingSample sample, PsFusionOutputs outputs) {
        List<PreviewTile> tiles = new ArrayList<>();
        tiles.add(new PreviewTile("visible", sample.visible()));
        tiles.add(new PreviewTile("infrared", sample.infrared()));
        tiles.add(plane("fused", outputs.fused(), sample));
        outputs.sources().ifPresent(sources -> {
            tiles.add(plane("visible, reconstructed", sources.visible(), sample));
            tiles.add(plane("infrared, reconstructed", sources.infrared(), sample));
        });
        if (sample.labels().isPresent()) {
            outputs.logits()
                    .map(SemanticLogits::semantic)
                    .ifPresent(logits -> tiles.addAll(ClassTiles.predictedAndTrue(sample, logits)));
        }
        return tiles;
    }

    private static PreviewTile plane(String title, Tensor image, TrainingSample sample) {
        return new PreviewTile(title, Plane.wrap(sample.width(), sample.height(), image.toFloats()));
    }
}
