// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.ConvNormRelu;
import io.github.psfusion.tensors.Tensor;
import java.util.List;

/**
 * Fuses a level of both encoders in the plainest way: the features side by side, a 3x3 convolution, batch norm, ReLU. Takes the place of
 * {@link SuperficialDetailFusion} or {@link ProfoundSemanticFusion} in ablations.
 *
 * <p>Keys: {@code concat.basicconv.0, concat.basicconv.1}.
 */
final class ConcatenationFusion implements LevelFusion {
    private final ConvNormRelu reduction;

    ConcatenationFusion(Parameters parameters, int in, int channels) {
        reduction = new ConvNormRelu(parameters.child("concat"), 2 * in, channels);
    }

    @Override
    public Tensor forward(Tensor visible, Tensor infrared, ForwardContext context, String name) {
        return visible.backend()
                .inScope(() -> reduction.forward(Tensor.concatenate(1, List.of(visible, infrared)), context));
    }
}
