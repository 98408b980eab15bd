// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.networks.layers.ConvNormRelu;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Four densely connected convolutions of 16 channels, whose last output joins the input: the first part of PSFM on each side.
 *
 * <p>Keys: {@code down} (1x1), {@code denseblock.0..3}, {@code fuse}.
 */
final class DenseLayer {
    private static final int GROWTH = 16;
    private static final int LAYERS = 4;

    private final Conv2d down;
    private final List<ConvNormRelu> dense = new ArrayList<>();
    private final ConvNormRelu fuse;

    DenseLayer(Parameters parameters, int in, int out) {
        down = Conv2d.withBias(parameters.child("down"), 1, in, GROWTH);
        for (int k = 0; k < LAYERS; k++) {
            dense.add(new ConvNormRelu(
                    parameters.child("denseblock").child(Integer.toString(k)), GROWTH * (k + 1), GROWTH));
        }
        fuse = new ConvNormRelu(parameters.child("fuse"), in + GROWTH, out);
    }

    /** Maps [N, in, H, W] to [N, out, H, W]. */
    Tensor forward(Tensor x, ForwardContext context) {
        return x.backend().inScope(() -> {
            List<Tensor> grown = new ArrayList<>(List.of(down.forward(x)));
            for (int k = 0; k < LAYERS; k++) {
                Tensor next = dense.get(k).forward(Tensor.concatenate(1, grown), context);
                grown.add(k, next); // earlier outputs first, the narrowed input last
            }
            return fuse.forward(Tensor.concatenate(1, List.of(x, grown.get(LAYERS - 1))), context);
        });
    }
}
