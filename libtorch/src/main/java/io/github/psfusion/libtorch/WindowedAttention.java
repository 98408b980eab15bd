// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Attention in many small windows, by libtorch's fused attention: the scores of a window and head stay in the cache, those of all would
 * take more memory than the feature maps. Queries, keys and values may have any strides but that of their last dimension.
 */
final class WindowedAttention {
    private WindowedAttention() {}

    /**
     * Computes {@code out[i] = sum_j softmax_j(queries[i] . keys[j] + bias[i][j]) values[j]}, in FLOAT32 at least: oneDNN's products of
     * bfloat16 read beyond rows of lengths such as these.
     *
     * @param queries [N, heads, n, D]; keys and values alike
     * @param bias [heads, n, n], or the same with a dimension of 1 before them
     * @return [N, heads, n, D]
     */
    static Tensor of(Tensor queries, Tensor keys, Tensor values, Tensor bias) {
        return queries.scalar_type().intern() == ScalarType.BFloat16
                ? fused(single(queries), single(keys), single(values), single(bias))
                        .to(ScalarType.BFloat16)
                : fused(queries, keys, values, bias);
    }

    private static Tensor single(Tensor x) {
        return x.to(ScalarType.Float);
    }

    private static Tensor fused(Tensor queries, Tensor keys, Tensor values, Tensor bias) {
        return torch.scaled_dot_product_attention(
                queries,
                keys,
                values,
                new TensorOptional(bias.reshape(1, bias.size(-3), bias.size(-2), bias.size(-1))),
                0, // no dropout
                false,
                new DoubleOptional(1),
                false);
    }
}
