// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.didfuse;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.PRelu;
import io.github.psfusion.tensors.Tensor;

/** Decomposes an image into background and detail; both images share it. Keys: {@code cov1} to {@code cov4}. */
final class DidFuseEncoder {
    static final int CHANNELS = 64;

    private final DidFuseLayer first;
    private final PRelu firstActivation;
    private final DidFuseLayer second;
    private final PRelu secondActivation;
    private final DidFuseLayer background;
    private final DidFuseLayer detail;

    /**
     * The features of an image, each [N, 64, H, W].
     *
     * @param first of the first layer
     * @param second of the second layer
     * @param background what both images have in common, in [-1, 1]
     * @param detail what each has alone, in [-1, 1]
     */
    record Features(Tensor first, Tensor second, Tensor background, Tensor detail) {}

    DidFuseEncoder(Parameters parameters) {
        first = new DidFuseLayer(parameters, "cov1", DidFuseLayer.Border.REFLECTION, 1, CHANNELS);
        firstActivation = new PRelu(parameters.child("cov1").child("cov1").child("3"));
        second = new DidFuseLayer(parameters, "cov2", DidFuseLayer.Border.ZEROS, CHANNELS, CHANNELS);
        secondActivation = new PRelu(parameters.child("cov2").child("cov2").child("2"));
        background = new DidFuseLayer(parameters, "cov3", DidFuseLayer.Border.ZEROS, CHANNELS, CHANNELS);
        detail = new DidFuseLayer(parameters, "cov4", DidFuseLayer.Border.ZEROS, CHANNELS, CHANNELS);
    }

    /** Encodes an image [N, 1, H, W]. */
    Features forward(Tensor image) {
        Tensor f1 = firstActivation.forward(first.forward(image));
        Tensor f2 = secondActivation.forward(second.forward(f1));
        return new Features(
                f1, f2, background.forward(f2).tanh(), detail.forward(f2).tanh());
    }
}
