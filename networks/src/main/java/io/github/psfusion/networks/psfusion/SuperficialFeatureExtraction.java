// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.BatchNorm2d;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.networks.layers.FunnelRelu;
import io.github.psfusion.tensors.Tensor;

/**
 * The first two levels of an encoder, with detail at full and half size. SFEB: superficial feature extraction block.
 *
 * <p>Keys: {@code SFEB1.0..5}, {@code SFEB2.0..3} of the authors' module {@code encoder_*_conv1}.
 */
final class SuperficialFeatureExtraction {
    private final Conv2d conv1;
    private final BatchNorm2d norm1;
    private final FunnelRelu activation1;
    private final Conv2d conv2;
    private final BatchNorm2d norm2;
    private final FunnelRelu activation2;
    private final Conv2d halving;
    private final BatchNorm2d norm3;
    private final FunnelRelu activation3;
    private final Conv2d conv4;

    SuperficialFeatureExtraction(Parameters parameters, int channels) {
        Parameters full = parameters.child("SFEB1");
        conv1 = Conv2d.withBias(full.child("0"), 7, channels, 32);
        norm1 = new BatchNorm2d(full.child("1"), 32);
        activation1 = new FunnelRelu(full.child("2"), 32);
        conv2 = Conv2d.withBias(full.child("3"), 3, 32, 32);
        norm2 = new BatchNorm2d(full.child("4"), 32);
        activation2 = new FunnelRelu(full.child("5"), 32);
        Parameters half = parameters.child("SFEB2");
        halving = Conv2d.withBias(half.child("0"), 3, 32, 64).strided(2);
        norm3 = new BatchNorm2d(half.child("1"), 64);
        activation3 = new FunnelRelu(half.child("2"), 64);
        conv4 = Conv2d.withBias(half.child("3"), 3, 64, 64);
    }

    /** Returns the first level: image [N, C, H, W] to F1 [N, 32, H, W]. */
    Tensor fullSize(Tensor image, ForwardContext context) {
        return image.backend().inScope(() -> {
            Tensor h = activation1.forward(norm1.forward(conv1.forward(image), context), context);
            return activation2.forward(norm2.forward(conv2.forward(h), context), context);
        });
    }

    /** Returns the second level before its norm and ReLU: F1 [N, 32, H, W] to [N, 64, H / 2, W / 2]. */
    Tensor halfSize(Tensor f1, ForwardContext context) {
        return f1.backend()
                .inScope(
                        () -> conv4.forward(activation3.forward(norm3.forward(halving.forward(f1), context), context)));
    }
}
