// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import org.bytedeco.pytorch.Tensor;

/** Views of channels-last feature maps in which neighboring pixels are further channels. */
final class PixelGroups {
    /** Channels that a vector of the CPU holds in float32, for kernels compiled for AVX2. */
    private static final long VECTOR = 8;

    private PixelGroups() {}

    /** Returns how many pixels have channels that fill whole vectors together; 1 if those of one do, or the pixels cannot be divided so. */
    static long of(Tensor x) {
        long channels = x.size(1);
        long pixels = x.numel() / channels;
        long groups = 1;
        while (groups * channels % VECTOR != 0 && pixels % (2 * groups) == 0) {
            groups *= 2;
        }
        return groups * channels % VECTOR == 0 ? groups : 1;
    }

    /**
     * Returns a view.
     *
     * @param x [N, C, H, W], channels-last
     * @param groups pixels of a group, which divide those of all images
     * @return [1, groups * C, N * H * W / groups, 1], channels-last: the channels of the first pixel, of the second, ...
     */
    static Tensor view(Tensor x, long groups) {
        long channels = x.size(1);
        return x.permute(0, 2, 3, 1)
                .reshape(1, x.numel() / channels / groups, 1, groups * channels)
                .permute(0, 3, 1, 2);
    }

    /** Returns the view of grouped pixels that has the sizes of a feature map. */
    static Tensor ungrouped(Tensor grouped, Tensor like) {
        return grouped.permute(0, 2, 3, 1)
                .reshape(like.size(0), like.size(2), like.size(3), like.size(1))
                .permute(0, 3, 1, 2);
    }
}
