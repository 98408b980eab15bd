// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.ConvNormRelu;
import io.github.psfusion.tensors.Tensor;
import java.util.List;

/**
 * Joins features with a guide in the plainest way: the resized guide beside the features, a 3x3 convolution, batch norm, ReLU. Takes the
 * place of {@link SemanticInjection} in ablations, so that the deeper levels still reach the decoder.
 *
 * <p>Keys: {@code concat.basicconv.0, concat.basicconv.1}.
 */
final class ConcatenationInjection implements GuideInjection {
    private final ConvNormRelu reduction;

    ConcatenationInjection(Parameters parameters, int channels, int guideChannels) {
        reduction = new ConvNormRelu(parameters.child("concat"), channels + guideChannels, channels);
    }

    @Override
    public Tensor forward(Tensor x, Tensor guide, ForwardContext context) {
        return x.backend().inScope(() -> {
            Tensor resized = SemanticInjection.resized(guide, x.shape());
            return reduction.forward(Tensor.concatenate(1, List.of(x, resized)), context);
        });
    }
}
