// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Tensor;

/**
 * Reconstructs one source image from the scene features, so that these lose neither source. SFP: scene fidelity path.
 *
 * <p>Keys: {@code mask.*} (scene-specific mask), {@code conv_block.0}.
 */
final class SceneFidelityPath {
    private final SceneSpecificMask mask;
    private final ImageFusionPath image;

    SceneFidelityPath(Parameters parameters) {
        mask = new SceneSpecificMask(parameters.child("mask"));
        image = new ImageFusionPath(parameters);
    }

    /**
     * Reconstructs.
     *
     * @param features [N, 32, H, W]
     * @param name under which the masked features are passed to the context's observer
     * @return an image [N, 1, H, W] in (0, 1)
     */
    Tensor forward(Tensor features, ForwardContext context, String name) {
        return features.backend().inScope(() -> image.forward(context.observe(name, mask.forward(features, context))));
    }
}
