// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.tensors.Tensor;

/** Brings what a guide knows into features. */
interface GuideInjection {
    /**
     * Injects the guide.
     *
     * @param x features, [N, C, H, W]
     * @param guide [N, G, h, w]; resized to H x W where it is of another size
     * @return [N, C, H, W]
     */
    Tensor forward(Tensor x, Tensor guide, ForwardContext context);
}
