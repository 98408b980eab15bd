// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.BatchNorm2d;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;

/**
 * Masks the scene features with what one modality contributes: {@code norm(sigmoid(local * global) x)}. S2M: scene-specific mask.
 *
 * <p>Keys: {@code local_att.0..7} (three depthwise 3x3 convolutions), {@code global_att.1..5}, {@code conv_block} (a batch norm,
 * in spite of its name).
 */
final class SceneSpecificMask {
    private static final int CHANNELS = 32;
    private static final int NARROW = 8;

    private final Conv2d conv1;
    private final BatchNorm2d norm1;
    private final Conv2d conv2;
    private final BatchNorm2d norm2;
    private final Conv2d conv3;
    private final BatchNorm2d norm3;
    private final ChannelContext globalContext;
    private final BatchNorm2d outputNorm;

    SceneSpecificMask(Parameters parameters) {
        Parameters local = parameters.child("local_att");
        conv1 = Conv2d.depthwise(local.child("0"), 3, CHANNELS);
        norm1 = new BatchNorm2d(local.child("1"), CHANNELS);
        conv2 = Conv2d.depthwise(local.child("3"), 3, CHANNELS);
        norm2 = new BatchNorm2d(local.child("4"), CHANNELS);
        conv3 = Conv2d.depthwise(local.child("6"), 3, CHANNELS);
        norm3 = new BatchNorm2d(local.child("7"), CHANNELS);
        globalContext = ChannelContext.global(parameters.child("global_att"), CHANNELS, NARROW);
        outputNorm = new BatchNorm2d(parameters.child("conv_block"), CHANNELS);
    }

    /** Maps [N, 32, H, W] to [N, 32, H, W]. */
    Tensor forward(Tensor x, ForwardContext context) {
        return x.backend().inScope(() -> {
            Tensor mask = x.backend()
                    .inScope(() -> local(x, context)
                            .multiply(globalContext.forward(x, context))
                            .sigmoid());
            return outputNorm.forward(x.multiply(mask), context);
        });
    }

    private Tensor local(Tensor x, ForwardContext context) {
        Tensor h = norm1.forward(conv1.forward(x), context).reluInPlace();
        h = norm2.forward(conv2.forward(h), context).reluInPlace();
        return norm3.forward(conv3.forward(h), context);
    }
}
