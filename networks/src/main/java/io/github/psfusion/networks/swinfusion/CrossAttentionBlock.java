// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.swinfusion;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.LayerNorm;
import io.github.psfusion.networks.layers.Linear;
import io.github.psfusion.tensors.Tensor;

/**
 * Attention within windows from one map to the other, in both directions, then an MLP for each, all residual.
 *
 * <p>Keys, with X A or B: {@code norm1_X}, {@code attn_X.q}, {@code attn_X.kv}, {@code attn_X.proj}, {@code
 * attn_X.relative_position_bias_table}, {@code norm2_X}, {@code mlp_X}.
 */
final class CrossAttentionBlock {
    private final Direction first;
    private final Direction second;
    private final boolean shifted;

    /** Two maps [1, H, W, C]. */
    record Pair(Tensor first, Tensor second) {}

    CrossAttentionBlock(Parameters parameters, int channels, int heads, boolean shifted) {
        first = new Direction(parameters, "A", channels, heads);
        second = new Direction(parameters, "B", channels, heads);
        this.shifted = shifted;
    }

    /** Maps both to both; each attention reads the maps as they were before the block. */
    Pair forward(Pair maps) {
        Windows windows = Windows.of(maps.first, shifted);
        Tensor p = windows.cut(first.norm1.forward(maps.first));
        Tensor q = windows.cut(second.norm1.forward(maps.second));
        return new Pair(first.forward(maps.first, p, q, windows), second.forward(maps.second, q, p, windows));
    }

    /** What one of the maps gets of the other. */
    private static final class Direction {
        private final LayerNorm norm1;
        private final RelativePositions positions;
        private final Linear query;
        private final Linear keyValue;
        private final Linear projection;
        private final LayerNorm norm2;
        private final SwinMlp mlp;

        Direction(Parameters parameters, String name, int channels, int heads) {
            Parameters attention = parameters.child("attn_" + name);
            norm1 = new LayerNorm(parameters.child("norm1_" + name), channels);
            positions = new RelativePositions(attention, heads);
            query = new Linear(attention.child("q"), channels, channels);
            keyValue = new Linear(attention.child("kv"), channels, 2 * channels);
            projection = new Linear(attention.child("proj"), channels, channels);
            norm2 = new LayerNorm(parameters.child("norm2_" + name), channels);
            mlp = new SwinMlp(parameters.child("mlp_" + name), channels);
        }

        /** Maps [1, H, W, C] to [1, H, W, C]; windows of both maps [windows, 64, C]. */
        Tensor forward(Tensor x, Tensor own, Tensor other, Windows windows) {
            return x.backend().inScope(() -> {
                long channels = x.shape().size(3);
                Tensor both = keyValue.forward(other); // [windows, 64, 2 C]
                Tensor sums = positions.attention(
                        query.forward(own), both.narrow(2, 0, channels), both.narrow(2, channels, channels), windows);
                Tensor attended = x.add(windows.joined(projection.forward(sums)));
                return attended.add(mlp.forward(norm2.forward(attended)));
            });
        }
    }
}
