// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.didfuse;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.PRelu;
import io.github.psfusion.tensors.Tensor;
import java.util.List;

/** Makes an image of fused features. Keys: {@code cov5} to {@code cov7}. */
final class DidFuseDecoder {
    private final DidFuseLayer first;
    private final PRelu firstActivation;
    private final DidFuseLayer second;
    private final PRelu secondActivation;
    private final DidFuseLayer last;

    DidFuseDecoder(Parameters parameters) {
        int both = 2 * DidFuseEncoder.CHANNELS;
        first = new DidFuseLayer(parameters, "cov5", DidFuseLayer.Border.ZEROS, both, DidFuseEncoder.CHANNELS);
        firstActivation = new PRelu(parameters.child("cov5").child("cov5").child("2"));
        second = new DidFuseLayer(parameters, "cov6", DidFuseLayer.Border.ZEROS, both, DidFuseEncoder.CHANNELS);
        secondActivation = new PRelu(parameters.child("cov6").child("cov6").child("2"));
        last = new DidFuseLayer(parameters, "cov7", DidFuseLayer.Border.REFLECTION, both, 1);
    }

    /** Returns an image [N, 1, H, W] in (0, 1). */
    Tensor forward(DidFuseEncoder.Features fused) {
        Tensor d1 = firstActivation.forward(
                first.forward(Tensor.concatenate(1, List.of(fused.background(), fused.detail()))));
        Tensor d2 = secondActivation.forward(second.forward(Tensor.concatenate(1, List.of(d1, fused.second()))));
        return last.forward(Tensor.concatenate(1, List.of(d2, fused.first()))).sigmoid();
    }
}
