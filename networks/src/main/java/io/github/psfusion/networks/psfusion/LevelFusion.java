// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.tensors.Tensor;

/** Fuses one level of both encoders. */
interface LevelFusion {
    /**
     * Fuses.
     *
     * @param visible [N, in, H, W]
     * @param infrared [N, in, H, W]
     * @param name under which intermediate features are passed to the context's observer
     * @return [N, channels, H, W]
     */
    Tensor forward(Tensor visible, Tensor infrared, ForwardContext context, String name);
}
