// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Images as tensors, and back. */
final class ImageTensors {
    private ImageTensors() {}

    /**
     * Copies a pair into tensors.
     *
     * @return the inputs by name, [1, C, H, W], owned by the current scope
     */
    static Map<String, Tensor> inputs(List<NetworkInput> inputs, ImagePair pair, Backend backend, DataType type) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (NetworkInput input : inputs) {
            Image image = input.source() == NetworkInput.Source.INFRARED ? pair.infrared() : pair.visible();
            float[] samples = samples(input.channels().of(image));
            Shape shape = Shape.of(1, input.channels().count(), pair.height(), pair.width());
            tensors.put(input.name(), backend.floats(shape, samples).to(type));
        }
        return tensors;
    }

    private static float[] samples(List<Plane> channels) {
        int pixels = channels.get(0).width() * channels.get(0).height();
        float[] all = new float[Math.multiplyExact(channels.size(), pixels)];
        for (int c = 0; c < channels.size(); c++) {
            channels.get(c).copyInto(all, c * pixels);
        }
        return all;
    }

    /** Copies an image [1, 1, H, W] into a plane. */
    static Plane plane(Tensor image) {
        Shape shape = image.shape();
        return Plane.wrap((int) shape.size(3), (int) shape.size(2), image.toFloats());
    }
}
