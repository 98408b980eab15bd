// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.networks.layers.ConvDoubleNormRelu;
import io.github.psfusion.tensors.Interpolation;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the fused levels 3 to 6 into one semantic feature at a quarter of the size. S2PM: sparse semantic perception module.
 *
 * <p>Keys: {@code to_fused_seg.0..3} and {@code seg_decoder.block1..3} of the network's root.
 */
final class SparseSemanticPerception {
    private static final int CHANNELS = 64;
    private static final int LEVELS = 4;

    private final List<Conv2d> adapters = new ArrayList<>();
    private final List<ConvDoubleNormRelu> decoder = new ArrayList<>();

    private SparseSemanticPerception(Parameters root) {
        for (int level = 0; level < LEVELS; level++) {
            adapters.add(Conv2d.withBias(root.child("to_fused_seg").child(level + ".0"), 3, CHANNELS, CHANNELS));
        }
    }

    /** Declares the adapters; the decoder's parameters follow later in the authors' order. */
    static SparseSemanticPerception adapters(Parameters root) {
        return new SparseSemanticPerception(root);
    }

    /** Declares the decoder. */
    void declareDecoder(Parameters root) {
        Parameters parameters = root.child("seg_decoder");
        decoder.add(new ConvDoubleNormRelu(parameters.child("block1"), LEVELS * CHANNELS, CHANNELS));
        decoder.add(new ConvDoubleNormRelu(parameters.child("block2"), CHANNELS, CHANNELS));
        decoder.add(new ConvDoubleNormRelu(parameters.child("block3"), CHANNELS, CHANNELS));
    }

    /**
     * Computes the semantic feature.
     *
     * @param fused the fused levels 3 to 6, each [N, 64, h, w], the sizes halving exactly
     * @return [N, 64, H / 4, W / 4]
     */
    Tensor forward(List<Tensor> fused, ForwardContext context) {
        return fused.get(0).backend().inScope(() -> {
            List<Tensor> adapted = new ArrayList<>();
            for (int level = 0; level < LEVELS; level++) {
                adapted.add(enlarged(adapters.get(level).forward(fused.get(level)), 1 << level));
            }
            Tensor x = context.observe("seg.cat", Tensor.concatenate(1, adapted));
            for (ConvDoubleNormRelu block : decoder) {
                x = block.forward(x, context);
            }
            return x;
        });
    }

    /** Enlarges by an integer factor with aligned corners, as this module and the semantic heads do. */
    static Tensor enlarged(Tensor map, int factor) {
        return factor == 1
                ? map
                : map.resizeBilinear(
                        map.shape().size(2) * factor, map.shape().size(3) * factor, Interpolation.ALIGN_CORNERS);
    }
}
