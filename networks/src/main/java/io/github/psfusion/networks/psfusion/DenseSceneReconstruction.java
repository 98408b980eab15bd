// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.ConvDoubleNormRelu;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Four densely connected blocks at full size. DSRM: dense scene reconstruction module.
 *
 * <p>Each block reads the input and all earlier outputs. Keys: {@code block1..4}.
 */
final class DenseSceneReconstruction {
    private static final int CHANNELS = 32;
    private static final int BLOCKS = 4;

    private final List<ConvDoubleNormRelu> blocks = new ArrayList<>();

    DenseSceneReconstruction(Parameters parameters) {
        for (int block = 1; block <= BLOCKS; block++) {
            blocks.add(new ConvDoubleNormRelu(parameters.child("block" + block), CHANNELS * block, CHANNELS));
        }
    }

    /** Maps [N, 32, H, W] to [N, 32, H, W]. */
    Tensor forward(Tensor x, ForwardContext context) {
        return x.backend().inScope(() -> {
            List<Tensor> known = new ArrayList<>(List.of(x));
            for (ConvDoubleNormRelu block : blocks) {
                known.add(x.backend()
                        .inScope(() -> block.forward(known.size() == 1 ? x : Tensor.concatenate(1, known), context)));
            }
            return known.get(BLOCKS);
        });
    }
}
