// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.swinfusion;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.LayerNorm;
import io.github.psfusion.networks.layers.Linear;
import io.github.psfusion.tensors.Tensor;

/**
 * Attention within the windows of one map, then an MLP, both residual: {@code x += attention(norm1(x))}, {@code x += mlp(norm2(x))}.
 *
 * <p>Keys: {@code norm1}, {@code attn.qkv}, {@code attn.proj}, {@code attn.relative_position_bias_table}, {@code norm2}, {@code mlp}.
 */
final class SelfAttentionBlock {
    private final LayerNorm norm1;
    private final RelativePositions positions;
    private final Linear qkv;
    private final Linear projection;
    private final LayerNorm norm2;
    private final SwinMlp mlp;
    private final boolean shifted;

    SelfAttentionBlock(Parameters parameters, int channels, int heads, boolean shifted) {
        norm1 = new LayerNorm(parameters.child("norm1"), channels);
        positions = new RelativePositions(parameters.child("attn"), heads);
        qkv = new Linear(parameters.child("attn").child("qkv"), channels, 3 * channels);
        projection = new Linear(parameters.child("attn").child("proj"), channels, channels);
        norm2 = new LayerNorm(parameters.child("norm2"), channels);
        mlp = new SwinMlp(parameters.child("mlp"), channels);
        this.shifted = shifted;
    }

    /** Maps [1, H, W, C] to [1, H, W, C]. */
    Tensor forward(Tensor x) {
        return x.backend().inScope(() -> {
            Tensor attended = x.add(attention(norm1.forward(x)));
            return attended.add(mlp.forward(norm2.forward(attended)));
        });
    }

    private Tensor attention(Tensor x) {
        long channels = x.shape().size(3);
        Windows windows = Windows.of(x, shifted);
        Tensor all = qkv.forward(windows.cut(x)); // [windows, 64, 3 C]
        Tensor sums = positions.attention(
                all.narrow(2, 0, channels),
                all.narrow(2, channels, channels),
                all.narrow(2, 2 * channels, channels),
                windows);
        return windows.joined(projection.forward(sums));
    }
}
