// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.rfnnest;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes an image of features at four scales by nest connections: block {@code DBi_j} reads all of scale i before it, and the block below,
 * repeated to twice the size.
 *
 * <p>Keys: {@code DB1_1}, {@code DB2_1}, {@code DB3_1}, {@code DB1_2}, {@code DB2_2}, {@code DB1_3}, {@code conv_out}.
 */
final class NestDecoder {
    private final List<List<NestBlock>> columns = new ArrayList<>();
    private final NestConv last;

    NestDecoder(Parameters parameters) {
        List<Integer> channels = NestEncoder.CHANNELS;
        for (int column = 1; column < channels.size(); column++) {
            List<NestBlock> blocks = new ArrayList<>();
            for (int level = 0; level < channels.size() - column; level++) {
                int in = column * channels.get(level) + channels.get(level + 1);
                Parameters block = parameters.child("DB" + (level + 1) + "_" + column);
                blocks.add(new NestBlock(block, in, channels.get(level)));
            }
            columns.add(blocks);
        }
        last = new NestConv(parameters.child("conv_out"), 1, channels.get(0), 1);
    }

    /** Returns an image [N, 1, H, W], not negative. */
    Tensor forward(List<Tensor> fused) {
        List<List<Tensor>> rows = new ArrayList<>();
        fused.forEach(feature -> rows.add(new ArrayList<>(List.of(feature))));
        for (List<NestBlock> blocks : columns) {
            // Of the column before, the row below: later rows have not gone on yet.
            List<Tensor> below =
                    rows.stream().map(row -> row.get(row.size() - 1)).toList();
            for (int level = 0; level < blocks.size(); level++) {
                List<Tensor> row = rows.get(level);
                List<Tensor> read = new ArrayList<>(row);
                read.add(doubled(below.get(level + 1), row.get(0)));
                row.add(blocks.get(level).forward(Tensor.concatenate(1, read)));
            }
        }
        List<Tensor> first = rows.get(0);
        return last.forward(first.get(first.size() - 1));
    }

    /** Repeats pixels, and where the size was odd, adds the row and column before the last. */
    private static Tensor doubled(Tensor x, Tensor like) {
        Tensor y = x.upsampleNearest(2);
        for (int dimension = 2; dimension <= 3; dimension++) {
            long size = y.shape().size(dimension);
            if (like.shape().size(dimension) > size) {
                y = Tensor.concatenate(dimension, List.of(y, y.narrow(dimension, size - 2, 1)));
            }
        }
        return y;
    }
}
