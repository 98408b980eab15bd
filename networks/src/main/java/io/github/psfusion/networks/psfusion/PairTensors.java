// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.util.Map;

/** A pair of images as the inputs of a {@link PsFusionGraph}. */
final class PairTensors {
    private PairTensors() {}

    /**
     * Copies a pair into the engine.
     *
     * @return visible [1, 3, H, W] and infrared [1, 1, H, W] by name, owned by the current scope
     */
    static Map<String, Tensor> of(ImagePair pair, Backend backend, DataType type) {
        return Map.of(
                PsFusionGraph.VISIBLE, visible(pair, backend).to(type),
                PsFusionGraph.INFRARED, infrared(pair, backend).to(type));
    }

    private static Tensor visible(ImagePair pair, Backend backend) {
        ColorImage color = pair.visible().toColor();
        int pixels = pair.width() * pair.height();
        float[] all = new float[Math.multiplyExact(3, pixels)];
        color.red().copyInto(all, 0);
        color.green().copyInto(all, pixels);
        color.blue().copyInto(all, 2 * pixels);
        return backend.floats(Shape.of(1, 3, pair.height(), pair.width()), all);
    }

    private static Tensor infrared(ImagePair pair, Backend backend) {
        return backend.floats(
                Shape.of(1, 1, pair.height(), pair.width()), pair.infrared().toArray());
    }
}
