// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.u2fusion;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Six convolutions; from the second on, each gets the outputs of all before. Keys: {@code conv1_1}, {@code dense_block_conv1..5}. */
final class DenseEncoder {
    /** Channels that it returns. */
    static final int CHANNELS = 264;

    private static final int GROWTH = 44;
    private static final int IMAGES = 2;

    private final ReflectedConv first;
    private final List<ReflectedConv> dense = new ArrayList<>();

    DenseEncoder(Parameters parameters) {
        first = new ReflectedConv(parameters.child("conv1_1"), IMAGES, GROWTH);
        for (int in = GROWTH; in < CHANNELS; in += GROWTH) {
            dense.add(new ReflectedConv(parameters.child("dense_block_conv" + (in / GROWTH)), in, GROWTH));
        }
    }

    /** Maps both images [N, 2, H, W] to features [N, 264, H, W], those of the last layer first. */
    Tensor forward(Tensor images) {
        return images.backend().inScope(() -> {
            Tensor features = first.activated(images); // [N, 44, H, W]
            for (ReflectedConv layer : dense) {
                features = Tensor.concatenate(1, List.of(layer.activated(features), features)); // 44 channels more
            }
            return features;
        });
    }
}
