// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.layers;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Tensor;

/** A 3x3 convolution without bias, batch norm, ReLU. Keys: {@code basicconv.0.*}, {@code basicconv.1.*}. */
public final class ConvNormRelu {
    private final Conv2d conv;
    private final BatchNorm2d norm;

    /** Declares the parameters. */
    public ConvNormRelu(Parameters parameters, int in, int out) {
        Parameters block = parameters.child("basicconv");
        conv = Conv2d.withoutBias(block.child("0"), 3, in, out);
        norm = new BatchNorm2d(block.child("1"), out);
    }

    /**
     * Applies the three layers.
     *
     * @param x [N, in, H, W]
     * @return [N, out, H, W]
     */
    public Tensor forward(Tensor x, ForwardContext context) {
        return x.backend().inScope(() -> norm.forward(conv.forward(x), context).reluInPlace());
    }
}
