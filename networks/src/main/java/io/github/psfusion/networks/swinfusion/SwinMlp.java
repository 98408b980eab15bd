// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.swinfusion;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.Linear;
import io.github.psfusion.tensors.Tensor;

/** Two linear layers with GELU between them. Keys: {@code fc1}, {@code fc2}. */
final class SwinMlp {
    private final Linear first;
    private final Linear second;

    SwinMlp(Parameters parameters, int channels) {
        first = new Linear(parameters.child("fc1"), channels, 2 * channels);
        second = new Linear(parameters.child("fc2"), 2 * channels, channels);
    }

    /** Maps [..., C] to [..., C]. */
    Tensor forward(Tensor x) {
        return second.forward(first.forward(x).gelu());
    }
}
