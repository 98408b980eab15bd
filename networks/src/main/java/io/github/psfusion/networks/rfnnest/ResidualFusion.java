// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.rfnnest;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Tensor;
import java.util.List;

/**
 * RFN: fuses the features of one scale; no activation after the sum.
 *
 * <p>Keys: {@code conv_fusion}, {@code conv_ir}, {@code conv_vi}, {@code bottelblock.0..2}, as the authors spell it.
 */
final class ResidualFusion {
    private final NestConv initial;
    private final NestConv infraredConv;
    private final NestConv visibleConv;
    private final List<NestConv> bottleneck;

    ResidualFusion(Parameters parameters, int channels) {
        initial = new NestConv(parameters.child("conv_fusion"), 3, 2 * channels, channels);
        infraredConv = new NestConv(parameters.child("conv_ir"), 3, channels, channels);
        visibleConv = new NestConv(parameters.child("conv_vi"), 3, channels, channels);
        Parameters layers = parameters.child("bottelblock");
        bottleneck = List.of(
                new NestConv(layers.child("0"), 1, 2 * channels, channels),
                new NestConv(layers.child("1"), 3, channels, channels),
                new NestConv(layers.child("2"), 3, channels, channels));
    }

    /** Maps two features [N, C, H, W] to one. */
    Tensor forward(Tensor infrared, Tensor visible) {
        return infrared.backend().inScope(() -> {
            Tensor x = Tensor.concatenate(1, List.of(infraredConv.forward(infrared), visibleConv.forward(visible)));
            for (NestConv layer : bottleneck) {
                x = layer.forward(x);
            }
            return initial.forward(Tensor.concatenate(1, List.of(infrared, visible)))
                    .add(x);
        });
    }
}
