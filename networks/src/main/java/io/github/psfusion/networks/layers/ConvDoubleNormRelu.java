// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.layers;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Tensor;

/**
 * A 3x3 convolution without bias, two batch norms in a row, ReLU: the block of the published decoders, whose inner module ends
 * in a batch norm and is followed by another. Keys: {@code 0.conv.*}, {@code 0.bn.*}, {@code 1.*}.
 */
public final class ConvDoubleNormRelu {
    private final Conv2d conv;
    private final BatchNorm2d innerNorm;
    private final BatchNorm2d outerNorm;

    /** Declares the parameters. */
    public ConvDoubleNormRelu(Parameters parameters, int in, int out) {
        Parameters inner = parameters.child("0");
        conv = Conv2d.withoutBias(inner.child("conv"), 3, in, out);
        innerNorm = new BatchNorm2d(inner.child("bn"), out);
        outerNorm = new BatchNorm2d(parameters.child("1"), out);
    }

    /**
     * Applies the four layers.
     *
     * @param x [N, in, H, W]
     * @return [N, out, H, W]
     */
    public Tensor forward(Tensor x, ForwardContext context) {
        return x.backend()
                .inScope(() ->
                        innerNorm.forward(conv.forward(x), outerNorm, context).reluInPlace());
    }
}
