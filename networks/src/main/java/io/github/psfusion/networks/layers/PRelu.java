// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.layers;

import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;

/**
 * Leaky ReLU with one learned slope: {@code max(x, 0) + slope * min(x, 0)}.
 *
 * <p>He, Zhang, Ren, Sun, "Delving Deep into Rectifiers", ICCV 2015. Key: {@code weight} [1].
 */
public final class PRelu {
    private static final float INITIAL_SLOPE = 0.25f;

    private final Parameter slope;

    /** Declares the slope. */
    public PRelu(Parameters parameters) {
        slope = parameters.trained("weight", Shape.of(1), random -> INITIAL_SLOPE);
    }

    /** Applies the activation. */
    public Tensor forward(Tensor x) {
        return x.prelu(slope.asOperandOf(x));
    }
}
