// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.Conv2dOptions;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions of one pixel as products of matrices, for CPUs on which oneDNN computes them wrongly.
 *
 * <p>On some CPUs with AVX-512 (AMD Zen 5, oneDNN of libtorch 2.10) its kernels of FLOAT32 leave the last 16 channels of a channels-last
 * result wrong where their number is an odd multiple of 16, or rounded up to one. Such CPUs are found by one small convolution.
 */
final class PointwiseConvolutions {
    private static final double TOLERANCE = 1e-3;

    private PointwiseConvolutions() {}

    /** Computed when it is first asked for. */
    private static final class Probe {
        static final boolean RIGHT = isRight(8, 40) && isRight(32, 112);

        private Probe() {}

        private static boolean isRight(long in, long out) {
            try (var scope = new PointerScope()) {
                var map = torch.arange(new Scalar(in * 96))
                        .to(ScalarType.Float)
                        .sin()
                        .reshape(1, 8, 12, in)
                        .permute(0, 3, 1, 2);
                var weight = torch.arange(new Scalar(in * out))
                        .to(ScalarType.Float)
                        .cos()
                        .reshape(out, in, 1, 1);
                var convolved = torch.mkldnn_convolution(
                        map,
                        weight,
                        new TensorOptional(),
                        Convolutions.both(0),
                        Convolutions.both(1),
                        Convolutions.both(1),
                        1);
                return convolved.sub(product(map, weight, null, 1)).abs().max().item_double() < TOLERANCE;
            }
        }
    }

    /** Returns whether oneDNN computes them rightly. */
    static boolean areRight() {
        return Probe.RIGHT;
    }

    /** Returns whether a convolution must be computed here. */
    static boolean replaces(Tensor x, Tensor weight, Conv2dOptions options) {
        return weight.size(2) == 1
                && weight.size(3) == 1
                && options.groups() == 1
                && options.padding() == 0
                && x.is_cpu()
                && !areRight();
    }

    /**
     * Convolves.
     *
     * @param x [N, C, H, W]
     * @param weight [O, C, 1, 1]
     * @param stride s in both directions
     * @return [N, O, ceil(H / s), ceil(W / s)], channels-last
     */
    static Tensor product(Tensor x, Tensor weight, @Nullable Tensor bias, long stride) {
        var noOrBias = bias == null ? new TensorOptional() : new TensorOptional(bias);
        var pixels = stride == 1 ? x : everyPixel(everyPixel(x, 2, stride), 3, stride);
        return torch.linear(pixels.permute(0, 2, 3, 1), weight.flatten(1, 3), noOrBias)
                .permute(0, 3, 1, 2);
    }

    private static Tensor everyPixel(Tensor x, long dimension, long stride) {
        return x.slice(dimension, new LongOptional(0), new LongOptional(x.size(dimension)), stride);
    }
}
