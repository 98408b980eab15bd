// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.layers;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The basic block of ResNet-18 and -34: {@code y = ReLU(norm2(conv2(ReLU(norm1(conv1(x))))) + shortcut(x))}.
 *
 * <p>He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition", CVPR 2016. Keys: {@code conv1, bn1, conv2, bn2} and,
 * where stride or channels change, {@code downsample.0} (1x1 convolution) and {@code downsample.1} (batch norm).
 */
public final class ResidualBlock {
    private final Conv2d conv1;
    private final BatchNorm2d norm1;
    private final Conv2d conv2;
    private final BatchNorm2d norm2;
    private final @Nullable Conv2d shortcut;
    private final @Nullable BatchNorm2d shortcutNorm;

    /** Declares the parameters; the shortcut has a convolution where stride or channels change. */
    public ResidualBlock(Parameters parameters, int in, int out, int stride) {
        conv1 = Conv2d.withoutBias(parameters.child("conv1"), 3, in, out).strided(stride);
        norm1 = new BatchNorm2d(parameters.child("bn1"), out);
        conv2 = Conv2d.withoutBias(parameters.child("conv2"), 3, out, out);
        norm2 = new BatchNorm2d(parameters.child("bn2"), out);
        if (stride != 1 || in != out) {
            Parameters downsample = parameters.child("downsample");
            shortcut = Conv2d.withoutBias(downsample.child("0"), 1, in, out).strided(stride);
            shortcutNorm = new BatchNorm2d(downsample.child("1"), out);
        } else {
            shortcut = null;
            shortcutNorm = null;
        }
    }

    /**
     * Applies the block.
     *
     * @param x [N, in, H, W]
     * @return [N, out, ceil(H / stride), ceil(W / stride)]
     */
    public Tensor forward(Tensor x, ForwardContext context) {
        return x.backend().inScope(() -> {
            Tensor h = norm1.forward(conv1.forward(x), context).reluInPlace();
            Tensor residual = norm2.forward(conv2.forward(h), context);
            Tensor carried =
                    shortcut == null || shortcutNorm == null ? x : shortcutNorm.forward(shortcut.forward(x), context);
            return residual.add(carried).reluInPlace();
        });
    }
}
