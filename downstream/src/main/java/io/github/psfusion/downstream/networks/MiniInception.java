// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.networks;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * MFNet's mini-inception block: three stages of two layers side by side, an ordinary and a dilated one, each with half of the
 * channels. Keys: {@code conv1_left}, {@code conv1_right} to {@code conv3_right}.
 */
final class MiniInception {
    private static final int STAGES = 3;
    private static final int DILATION = 2;

    private final List<LeakyLayer> ordinary = new ArrayList<>();
    private final List<LeakyLayer> dilated = new ArrayList<>();

    /** @param out an even number of channels */
    MiniInception(Parameters parameters, int in, int out) {
        for (int stage = 1; stage <= STAGES; stage++) {
            int from = stage == 1 ? in : out;
            ordinary.add(new LeakyLayer(parameters.child("conv" + stage + "_left"), from, out / 2));
            dilated.add(new LeakyLayer(parameters.child("conv" + stage + "_right"), from, out / 2, DILATION));
        }
    }

    /** Returns [N, out, H, W]. */
    Tensor forward(Tensor x, ForwardContext context) {
        Tensor y = x;
        for (int stage = 0; stage < STAGES; stage++) {
            y = y.backend()
                    .concatenate(
                            1,
                            List.of(
                                    ordinary.get(stage).forward(y, context),
                                    dilated.get(stage).forward(y, context)));
        }
        return y;
    }
}
