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
     * @param queries [1, H, W, C], as are keys and values
     * @param shifted whether the maps were rolled
     * @return [1, H, W, C]
     */
    Tensor attention(Tensor queries, Tensor keys, Tensor values, boolean shifted) {
        long height = queries.shape().size(1);
        long width = queries.shape().size(2);
        double scale = 1 / Math.sqrt((double) queries.shape().size(3) / heads);
        Tensor scaled = queries.multiply(scale);
        if (!shifted) {
            return attended(scaled, keys, values, new WindowRegion(false, false));
        }
        List<Tensor> rows = new ArrayList<>();
        for (boolean lastRow : new boolean[] {false, true}) {
            long top = lastRow ? height - Windows.SIDE : 0;
            long rowHeight = lastRow ? Windows.SIDE : height - Windows.SIDE;
            List<Tensor> columns = new ArrayList<>();
            for (boolean lastColumn : new boolean[] {false, true}) {
                long left = lastColumn ? width - Windows.SIDE : 0;
                long columnWidth = lastColumn ? Windows.SIDE : width - Windows.SIDE;
                if (rowHeight > 0 && columnWidth > 0) {
                    columns.add(attended(
                            part(scaled, top, rowHeight, left, columnWidth),
                            part(keys, top, rowHeight, left, columnWidth),
                            part(values, top, rowHeight, left, columnWidth),
                            new WindowRegion(lastRow, lastColumn)));
                }
            }
            if (!columns.isEmpty()) {
                rows.add(Tensor.concatenate(2, columns));
            }
        }
        return Tensor.concatenate(1, rows);
    }

    private static Tensor part(Tensor map, long top, long height, long left, long width) {
        return map.narrow(1, top, height).narrow(2, left, width);
    }

    private Tensor attended(Tensor queries, Tensor keys, Tensor values, WindowRegion region) {
        Tensor attended = Windows.cut(queries, heads)
                .attention(Windows.cut(keys, heads), Windows.cut(values, heads), bias(queries, region));
        return Windows.joined(attended, queries.shape().size(1), queries.shape().size(2));
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
