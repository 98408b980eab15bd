// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.swinfusion;

import io.github.psfusion.networks.Initializer;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Attention in windows with a learned bias for each relative position and head. Key: {@code relative_position_bias_table} [225, heads].
 *
 * <p>{@code softmax_j(q_i . k_j / sqrt(D) + table[index(i, j)] + mask(i, j)) v_j}, the mask -100 for positions that are kept apart.
 */
final class RelativePositions {
    private static final double APART = -100;

    private final Parameter table;
    private final int heads;

    RelativePositions(Parameters parameters, int heads) {
        this.heads = heads;
        table = parameters.trained(
                "relative_position_bias_table", Shape.of(WindowRegion.TABLE, heads), Initializer.ZERO);
    }

    /**
     * Attends within windows.
     *
     * @param queries [windows, 64, C], as are keys and values
     * @return [windows, 64, C]
     */
    Tensor attention(Tensor queries, Tensor keys, Tensor values, Windows windows) {
        Tensor scaled = queries.multiply(1 / Math.sqrt((double) queries.shape().size(2) / heads));
        List<Tensor> attended = new ArrayList<>();
        long first = 0;
        for (Windows.Part part : windows.parts()) {
            attended.add(byHeads(scaled.narrow(0, first, part.count()))
                    .attention(
                            byHeads(keys.narrow(0, first, part.count())),
                            byHeads(values.narrow(0, first, part.count())),
                            bias(queries, part.region()))
                    .transpose(1, 2)
                    .reshape(part.count(), Windows.POSITIONS, queries.shape().size(2)));
            first += part.count();
        }
        return Windows.joined(0, attended);
    }

    /** Maps [N, 64, C] to [N, heads, 64, C / heads], heads the C channels in order. */
    private Tensor byHeads(Tensor vectors) {
        long channels = vectors.shape().size(2);
        return vectors.reshape(vectors.shape().size(0), Windows.POSITIONS, heads, channels / heads)
                .transpose(1, 2);
    }

    /** Returns the biases of a region's pairs of positions, [heads, 64, 64]. */
    private Tensor bias(Tensor like, WindowRegion region) {
        Tensor learned = table.asOperandOf(like);
        return Tensor.concatenate(0, List.of(learned, learned.add(APART)))
                .indexSelect(region.indices())
                .reshape(Windows.POSITIONS, Windows.POSITIONS, heads)
                .transpose(0, 2)
                .transpose(1, 2);
    }
}
