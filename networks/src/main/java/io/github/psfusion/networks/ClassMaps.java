// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;

/** Label maps of the classes that a network predicts. */
public final class ClassMaps {
    private ClassMaps() {}

    /**
     * Returns the class of the largest logit of each pixel; of equal logits any one.
     *
     * @param logits of one image, [1, C, H, W], with at most 256 classes
     * @return classes from 0 to C - 1, H x W, in Java memory
     */
    public static LabelMap argmax(Tensor logits) {
        long[] indices = logits.argmax(1).toLongs(); // [1, H, W]
        byte[] classes = new byte[indices.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) indices[i];
        }
        Shape shape = logits.shape();
        return LabelMap.of((int) shape.size(3), (int) shape.size(2), classes);
    }
}
