// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.layers;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Tensor;

/**
 * The larger of each value and a learned context of its channel: {@code y = max(x, norm(context(x)))}.
 *
 * <p>FReLU: Ma, Zhang, Sun, "Funnel Activation for Visual Recognition", ECCV 2020. Keys: {@code conv_frelu.*} (depthwise 3x3
 * with bias), {@code bn_frelu.*}.
 */
public final class FunnelRelu {
    private final Conv2d channelContext;
    private final BatchNorm2d norm;

    /** Declares the parameters of this many channels. */
    public FunnelRelu(Parameters parameters, int channels) {
        channelContext = Conv2d.depthwise(parameters.child("conv_frelu"), 3, channels);
        norm = new BatchNorm2d(parameters.child("bn_frelu"), channels);
    }

    /**
     * Applies the activation.
     *
     * @param x [N, C, H, W]
     * @return [N, C, H, W]
     */
    public Tensor forward(Tensor x, ForwardContext context) {
        return x.backend().inScope(() -> x.maximum(norm.forward(channelContext.forward(x), context)));
    }
}
