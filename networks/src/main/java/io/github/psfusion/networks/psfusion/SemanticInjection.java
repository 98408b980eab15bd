// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.BatchNorm2d;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Interpolation;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;

/**
 * Modulates features by a semantic guide: {@code y = norm(z (1 + gamma)) + beta}, z the instance-normalized features, gamma and
 * beta computed from the guide. SIM: semantic injection module.
 *
 * <p>The shift comes after the batch norm, as in the published code. Keys: {@code mlp_shared.0, mlp_gamma.0, mlp_beta, bn}.
 */
final class SemanticInjection implements GuideInjection {
    private static final int HIDDEN = 32;
    private static final double EPSILON = 1e-5;

    private final Conv2d shared;
    private final Conv2d scale;
    private final Conv2d shift;
    private final BatchNorm2d norm;

    SemanticInjection(Parameters parameters, int channels, int guideChannels) {
        shared = Conv2d.withBias(parameters.child("mlp_shared").child("0"), 3, guideChannels, HIDDEN);
        scale = Conv2d.withBias(parameters.child("mlp_gamma").child("0"), 3, HIDDEN, channels);
        shift = Conv2d.withBias(parameters.child("mlp_beta"), 3, HIDDEN, channels);
        norm = new BatchNorm2d(parameters.child("bn"), channels);
    }

    @Override
    public Tensor forward(Tensor x, Tensor guide, ForwardContext context) {
        return x.backend().inScope(() -> {
            Tensor hidden = shared.forward(resized(guide, x.shape())).reluInPlace();
            Tensor gain = scale.forward(hidden).sigmoid().add(1);
            Tensor scaled = x.instanceNorm(EPSILON).multiply(gain);
            return norm.forward(scaled, context).add(shift.forward(hidden));
        });
    }

    /** Returns a guide of the height and width of features. */
    static Tensor resized(Tensor guide, Shape size) {
        return guide.shape().size(2) == size.size(2) && guide.shape().size(3) == size.size(3)
                ? guide
                : guide.resizeBilinear(size.size(2), size.size(3), Interpolation.HALF_PIXEL);
    }
}
