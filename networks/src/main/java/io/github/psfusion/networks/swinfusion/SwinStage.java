// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.swinfusion;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Self-attention blocks in a row, every second one shifted; nothing around them is residual. Keys: {@code blocks.0} and on. */
final class SwinStage {
    private final List<SelfAttentionBlock> blocks = new ArrayList<>();

    SwinStage(Parameters parameters, int depth, int channels, int heads) {
        for (int i = 0; i < depth; i++) {
            Parameters block = parameters.child("blocks").child(Integer.toString(i));
            blocks.add(new SelfAttentionBlock(block, channels, heads, i % 2 == 1));
        }
    }

    /** Maps [1, H, W, C] to [1, H, W, C]. */
    Tensor forward(Tensor x) {
        Tensor y = x;
        for (SelfAttentionBlock block : blocks) {
            y = block.forward(y);
        }
        return y;
    }
}
