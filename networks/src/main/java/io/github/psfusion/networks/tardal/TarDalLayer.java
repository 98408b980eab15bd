// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.tardal;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.BatchNorm2d;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;

/** A 3x3 convolution, a batch norm and ReLU. Keys: {@code 0}, {@code 1}. */
final class TarDalLayer {
    private final Conv2d conv;
    private final BatchNorm2d norm;
    private final NormStatistics statistics;

    TarDalLayer(Parameters parameters, NormStatistics statistics, int in, int out) {
        conv = Conv2d.withBias(parameters.child("0"), 3, in, out);
        norm = new BatchNorm2d(parameters.child("1"), out);
        this.statistics = statistics;
    }

    /** Maps [1, in, H, W] to [1, out, H, W]. */
    Tensor forward(Tensor x) {
        Tensor y = conv.forward(x);
        boolean running = statistics.areRunning(norm);
        return (running ? norm.forward(y, ForwardContext.EVALUATION) : norm.forwardByOwnStatistics(y)).relu();
    }
}
