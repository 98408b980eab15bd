// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.BatchNorm2d;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;

/**
 * Two 1x1 convolutions through a narrower layer, of the image (local) or of its mean (global).
 *
 * <p>Keys: local 0 convolution, 1 norm, 3 convolution, 4 norm; global has the pool at 0, so that each index is one higher.
 */
final class ChannelContext {
    private final boolean global;
    private final Conv2d narrowing;
    private final BatchNorm2d narrowNorm;
    private final Conv2d widening;
    private final BatchNorm2d wideNorm;

    private ChannelContext(Parameters parameters, int channels, int narrow, boolean global) {
        this.global = global;
        int first = global ? 1 : 0;
        narrowing = Conv2d.withBias(parameters.child(Integer.toString(first)), 1, channels, narrow);
        narrowNorm = new BatchNorm2d(parameters.child(Integer.toString(first + 1)), narrow);
        widening = Conv2d.withBias(parameters.child(Integer.toString(first + 3)), 1, narrow, channels);
        wideNorm = new BatchNorm2d(parameters.child(Integer.toString(first + 4)), channels);
    }

    /** Declares a context of each position: [N, C, H, W] to [N, C, H, W]. */
    static ChannelContext local(Parameters parameters, int channels, int narrow) {
        return new ChannelContext(parameters, channels, narrow, false);
    }

    /** Declares a context of the whole image: [N, C, H, W] to [N, C, 1, 1]. */
    static ChannelContext global(Parameters parameters, int channels, int narrow) {
        return new ChannelContext(parameters, channels, narrow, true);
    }

    Tensor forward(Tensor features, ForwardContext context) {
        return features.backend().inScope(() -> {
            Tensor x = global ? features.globalAveragePool() : features;
            Tensor h = narrowNorm.forward(narrowing.forward(x), context).reluInPlace();
            return wideNorm.forward(widening.forward(h), context);
        });
    }
}
