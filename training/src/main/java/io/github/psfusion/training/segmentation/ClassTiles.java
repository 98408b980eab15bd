// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.segmentation;

import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.training.TrainingSample;
import java.util.Arrays;

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

    /** Returns the labels of a pair; all white if it has none. */
    public static ColorImage ofLabels(TrainingSample sample, int classes) {
        return of(sample.labels().map(TrainingSample.Labels::classes).orElseGet(() -> unlabeled(sample)), classes);
    }

    private static LabelMap unlabeled(TrainingSample sample) {
        byte[] ignored = new byte[sample.width() * sample.height()];
        Arrays.fill(ignored, (byte) LabelMap.IGNORED);
        return LabelMap.of(sample.width(), sample.height(), ignored);
    }
}
