// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Tensor;

/** The scene fidelity path of each modality. Keys: {@code pred_vi.*}, {@code pred_ir.*} of the network's root. */
final class SceneFidelityPaths {
    private final SceneFidelityPath visible;
    private final SceneFidelityPath infrared;

    SceneFidelityPaths(Parameters root) {
        visible = new SceneFidelityPath(root.child("pred_vi"));
        infrared = new SceneFidelityPath(root.child("pred_ir"));
    }

    /** Reconstructs both sources from scene features [N, 32, H, W]. */
    ReconstructedSources forward(Tensor features, ForwardContext context) {
        return new ReconstructedSources(
                context.observe("out.vi", visible.forward(features, context, "rec.vi_masked")),
                context.observe("out.ir", infrared.forward(features, context, "rec.ir_masked")));
    }
}
