// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Attention without scale, some queries after another: the weights of a block of queries stay in the CPU's cache, and memory does not
 * grow with the square of the positions. libtorch's fused attention is fast on some CPUs only.
 */
final class BlockedAttention {
    /** Attention weights of a block: few enough to stay in the cache. */
    private static final long BLOCK = 1 << 21;

    /** The least queries of a block: libtorch packs all keys and values anew for each block. */
    private static final long MIN_ROWS = 256;

    private BlockedAttention() {}

    /** Multiplies rows [N, r, D] by the columns that it was made of. */
    @FunctionalInterface
    private interface Products {
        Tensor of(Tensor rows);
    }

    /**
     * Computes {@code out[i] = sum_j softmax_j(queries[i] . keys[j]) values[j]}.
     *
     * @param queries [N, m, D]; keys and values [N, n, D]
     * @param byConvolution whether oneDNN's convolutions may be called for the products: {@link
     *     LibtorchBackend#convolvesDirectly}
     * @return [N, m, D]
     */
    static Tensor of(Tensor queries, Tensor keys, Tensor values, boolean byConvolution) {
        // Some of oneDNN's matrix products of bfloat16 with AMX read beyond rows whose length is no multiple of the
        // tiles' 32.
        boolean unsafe = queries.scalar_type().intern() == ScalarType.BFloat16
                && !asConvolutions(keys, byConvolution)
                && (keys.size(1) % 32 != 0 || queries.size(1) % 32 != 0);
        return unsafe
                ? blocked(single(queries), single(keys), single(values), byConvolution)
                        .to(ScalarType.BFloat16)
                : blocked(queries, keys, values, byConvolution);
    }

    private static Tensor single(Tensor x) {
        return x.to(ScalarType.Float);
    }

    private static boolean asConvolutions(Tensor columns, boolean byConvolution) {
        return byConvolution && columns.size(0) == 1;
    }

    private static Tensor blocked(Tensor queries, Tensor keys, Tensor values, boolean byConvolution) {
        long positions = queries.size(1);
        long rows = Math.max(MIN_ROWS, BLOCK / (queries.size(0) * keys.size(1)));
        Products scores = products(keys, byConvolution);
        Products sums = products(values.transpose(1, 2), byConvolution);
        TensorVector blocks = new TensorVector();
        for (long first = 0; first < positions; first += rows) {
            // Intermediates are freed with each block, else memory would grow with the square of the positions.
            try (var each = new PointerScope()) {
                var block = queries.narrow(1, first, Math.min(rows, positions - first));
                var attended = sums.of(torch.softmax(scores.of(block), -1));
                var unused = blocks.push_back(attended);
            }
        }
        return torch.cat(blocks, 1);
    }

    /**
     * Prepares the products with some columns.
     *
     * @param columns [N, n, D]
     */
    private static Products products(Tensor columns, boolean byConvolution) {
        if (!asConvolutions(columns, byConvolution)) {
            var transposed = columns.transpose(1, 2);
            return rows -> torch.matmul(rows, transposed);
        }
        var kernel = columns.squeeze(0).contiguous();
        return rows -> Convolutions.linear(rows, kernel, null);
    }
}
