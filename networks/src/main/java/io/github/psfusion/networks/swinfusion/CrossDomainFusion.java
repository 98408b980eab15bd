// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.swinfusion;

import io.github.psfusion.networks.Parameters;
import java.util.List;

/**
 * Two self-attention blocks for each map, then two cross-attention blocks, of which the second is shifted.
 *
 * <p>Keys: {@code residual_group_A}, {@code residual_group_B}, {@code residual_group}.
 */
final class CrossDomainFusion {
    private static final int DEPTH = 2;

    private final SwinStage first;
    private final SwinStage second;
    private final List<CrossAttentionBlock> cross;

    CrossDomainFusion(Parameters parameters, int channels, int heads) {
        first = new SwinStage(parameters.child("residual_group_A"), DEPTH, channels, heads);
        second = new SwinStage(parameters.child("residual_group_B"), DEPTH, channels, heads);
        Parameters blocks = parameters.child("residual_group").child("blocks");
        cross = List.of(
                new CrossAttentionBlock(blocks.child("0"), channels, heads, false),
                new CrossAttentionBlock(blocks.child("1"), channels, heads, true));
    }

    CrossAttentionBlock.Pair forward(CrossAttentionBlock.Pair maps) {
        CrossAttentionBlock.Pair pair =
                new CrossAttentionBlock.Pair(first.forward(maps.first()), second.forward(maps.second()));
        for (CrossAttentionBlock block : cross) {
            pair = block.forward(pair);
        }
        return pair;
    }
}
