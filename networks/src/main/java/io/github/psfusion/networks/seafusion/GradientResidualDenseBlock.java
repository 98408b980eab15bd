// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.seafusion;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;
import java.util.List;

/**
 * GRDB: two densely connected convolutions, and beside them the magnitude of a gradient whose kernels are learned.
 *
 * <p>Deviation of the authors' code from their paper: the kernels begin as Sobel's and are trained. Keys: {@code dense.conv1},
 * {@code dense.conv2}, {@code convdown}, {@code sobelconv.convx}, {@code sobelconv.convy}, {@code convup}.
 */
final class GradientResidualDenseBlock {
    private static final double DENSE_SLOPE = 0.2;
    private static final double SUM_SLOPE = 0.1;

    private final Conv2d first;
    private final Conv2d second;
    private final Conv2d down;
    private final Conv2d horizontal;
    private final Conv2d vertical;
    private final Conv2d up;

    GradientResidualDenseBlock(Parameters parameters, int in, int out) {
        first = Conv2d.withBias(parameters.child("dense").child("conv1").child("conv"), 3, in, in);
        second = Conv2d.withBias(parameters.child("dense").child("conv2").child("conv"), 3, 2 * in, in);
        down = Conv2d.withBias(parameters.child("convdown").child("conv"), 1, 3 * in, out);
        horizontal = Conv2d.depthwiseWithoutBias(parameters.child("sobelconv").child("convx"), 3, in);
        vertical = Conv2d.depthwiseWithoutBias(parameters.child("sobelconv").child("convy"), 3, in);
        up = Conv2d.withBias(parameters.child("convup").child("conv"), 1, in, out);
    }

    /** Maps [N, in, H, W] to [N, out, H, W]. */
    Tensor forward(Tensor x) {
        return x.backend().inScope(() -> {
            Tensor a = first.forward(x).leakyRelu(DENSE_SLOPE); // [N, in, H, W]
            Tensor b = second.forward(Tensor.concatenate(1, List.of(x, a))).leakyRelu(DENSE_SLOPE); // [N, in, H, W]
            Tensor dense = down.forward(Tensor.concatenate(1, List.of(x, a, b))); // [N, out, H, W]
            Tensor gradient =
                    horizontal.forward(x).abs().add(vertical.forward(x).abs()); // [N, in, H, W]
            return dense.add(up.forward(gradient)).leakyRelu(SUM_SLOPE);
        });
    }
}
