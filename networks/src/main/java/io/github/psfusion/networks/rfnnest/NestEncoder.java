// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.rfnnest;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.PoolOptions;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Features of an image at four scales; both images share it. Keys: {@code conv0}, {@code DB1_0} to {@code DB4_0}. */
final class NestEncoder {
    /** Channels of the features at each scale, the largest first. */
    static final List<Integer> CHANNELS = List.of(64, 112, 160, 208);

    private static final int FIRST_CHANNELS = 16;
    private static final PoolOptions HALF = new PoolOptions(2, 2, 0);

    private final NestConv first;
    private final List<NestBlock> blocks = new ArrayList<>();

    NestEncoder(Parameters parameters) {
        first = new NestConv(parameters.child("conv0"), 1, 1, FIRST_CHANNELS);
        int in = FIRST_CHANNELS;
        for (int level = 0; level < CHANNELS.size(); level++) {
            int out = CHANNELS.get(level);
            blocks.add(new NestBlock(parameters.child("DB" + (level + 1) + "_0"), in, out));
            in = out;
        }
    }

    /** Returns the features of an image [N, 1, H, W]; each scale has half of the height and width before, rounded down. */
    List<Tensor> forward(Tensor image) {
        List<Tensor> features = new ArrayList<>();
        Tensor x = blocks.get(0).forward(first.forward(image));
        features.add(x);
        for (NestBlock block : blocks.subList(1, blocks.size())) {
            x = block.forward(x.maxPool2d(HALF));
            features.add(x);
        }
        return features;
    }
}
