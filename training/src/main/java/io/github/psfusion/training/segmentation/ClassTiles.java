// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.segmentation;

import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.networks.ClassMaps;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.TrainingSample;
import io.github.psfusion.training.log.PreviewTile;
import java.util.ArrayList;
import java.util.List;

/** Classes in their colors; pixels without a class are white. */
public final class ClassTiles {
    private static final int WHITE = 0xFFFFFF;

    private ClassTiles() {}

    /** Returns a map of so many classes. */
    public static ColorImage of(LabelMap map, int classes) {
        LabelClasses known = LabelClasses.ofCount(classes);
        byte[] indices = map.toArray();
        float[][] rgb = new float[3][indices.length];
        for (int i = 0; i < indices.length; i++) {
            int index = indices[i] & 0xFF;
            int color = index < classes ? known.color(index) : WHITE;
            for (int c = 0; c < rgb.length; c++) {
                rgb[c][i] = ((color >> (8 * (2 - c))) & 0xFF) / 255f;
            }
        }
        return new ColorImage(
                Plane.wrap(map.width(), map.height(), rgb[0]),
                Plane.wrap(map.width(), map.height(), rgb[1]),
                Plane.wrap(map.width(), map.height(), rgb[2]));
    }

    /**
     * Returns the predicted classes of a pair, and its labels where it has any.
     *
     * @param logits of its classes, [1, classes, H, W]
     */
    public static List<PreviewTile> predictedAndTrue(TrainingSample sample, Tensor logits) {
        int classes = (int) logits.shape().size(1);
        List<PreviewTile> tiles = new ArrayList<>();
        tiles.add(new PreviewTile("predicted classes", of(ClassMaps.argmax(logits), classes)));
        sample.labels().ifPresent(labels -> tiles.add(new PreviewTile("labels", of(labels.classes(), classes))));
        return tiles;
    }

    /** Returns the visible and the infrared image of a pair, its predicted classes, and its labels where it has any. */
    public static List<PreviewTile> withSources(TrainingSample sample, Tensor logits) {
        List<PreviewTile> tiles = new ArrayList<>();
        tiles.add(new PreviewTile("visible", sample.visible()));
        tiles.add(new PreviewTile("infrared", sample.infrared()));
        tiles.addAll(predictedAndTrue(sample, logits));
        return tiles;
    }
}
