// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Attention in many small windows, some windows at a time: the scores of all would take more memory than the feature maps. */
final class WindowedAttention {
    /** Scores of a block: few enough to stay in the cache. */
    private static final long BLOCK = 1 << 19;

    private WindowedAttention() {}

    /**
     * Computes {@code out[i] = sum_j softmax_j(queries[i] . keys[j] + bias[i][j]) values[j]}, in FLOAT32 at least: oneDNN's products of
     * bfloat16 read beyond rows of lengths such as these.
     *
     * @param queries [N, heads, n, D]; keys and values alike
     * @param bias [heads, n, n]
     * @return [N, heads, n, D]
     */
    static Tensor of(Tensor queries, Tensor keys, Tensor values, Tensor bias) {
        return queries.scalar_type().intern() == ScalarType.BFloat16
                ? blocked(single(queries), single(keys), single(values), single(bias))
                        .to(ScalarType.BFloat16)
                : blocked(queries, keys, values, bias);
    }

    private static Tensor single(Tensor x) {
        return x.to(ScalarType.Float);
    }

    private static Tensor blocked(Tensor queries, Tensor keys, Tensor values, Tensor bias) {
        long windows = queries.size(0);
        long each = Math.max(1, BLOCK / bias.numel());
        TensorVector blocks = new TensorVector();
        for (long first = 0; first < windows; first += each) {
            long count = Math.min(each, windows - first);
            // Intermediates are freed with each block.
            try (var scope = new PointerScope()) {
                var block = queries.narrow(0, first, count);
                var transposed = keys.narrow(0, first, count).transpose(2, 3);
                var scores = torch.matmul(block, transposed).add_(bias);
                var attended = torch.matmul(torch.softmax(scores, -1), values.narrow(0, first, count));
                var unused = blocks.push_back(attended);
            }
        }
        return torch.cat(blocks, 0);
    }
}
