// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.didfuse;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.BatchNorm2d;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;

/**
 * A 3x3 convolution and a batch norm, the convolution padded by zeros or by reflection.
 *
 * <p>Keys: {@code NAME.NAME.0}, {@code NAME.NAME.1}; with reflection, which takes number 0, one more.
 */
final class DidFuseLayer {
    /** What surrounds the image. */
    enum Border {
        /** Zeros. */
        ZEROS,
        /** The image, mirrored. */
        REFLECTION
    }

    private final Conv2d conv;
    private final BatchNorm2d norm;
    private final Border border;

    DidFuseLayer(Parameters parameters, String name, Border border, int in, int out) {
        Parameters layers = parameters.child(name).child(name);
        int number = border == Border.REFLECTION ? 1 : 0; // the layer of the padding comes first
        Conv2d padded = Conv2d.withBias(layers.child(Integer.toString(number)), 3, in, out);
        conv = border == Border.REFLECTION ? padded.unpadded() : padded;
        norm = new BatchNorm2d(layers.child(Integer.toString(number + 1)), out);
        this.border = border;
    }

    /** Maps [N, in, H, W] to [N, out, H, W]. */
    Tensor forward(Tensor x) {
        Tensor surrounded = border == Border.REFLECTION ? x.padReflect(1) : x;
        return norm.forward(conv.forward(surrounded), ForwardContext.EVALUATION);
    }
}
