// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.toy;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkTensors;
import io.github.psfusion.networks.layers.BatchNorm2d;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;
import java.util.List;
import java.util.Set;

/** Three convolutions over both images. */
final class ToyNetwork implements Network {
    private final Parameters parameters = Parameters.root();
    private final Conv2d first = Conv2d.withBias(parameters.child("first"), 3, 2, 32);
    private final BatchNorm2d norm = new BatchNorm2d(parameters.child("norm"), 32);
    private final Conv2d second = Conv2d.withBias(parameters.child("second"), 3, 32, 32);
    private final Conv2d last = Conv2d.withBias(parameters.child("last"), 3, 32, 1);

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public NetworkTensors evaluate(NetworkTensors inputs, Set<String> outputs) {
        Tensor pair = Tensor.concatenate(1, List.of(inputs.get("infrared"), inputs.get("visible"))); // [N, 2, H, W]
        Tensor x = norm.forward(first.forward(pair), ForwardContext.EVALUATION).relu(); // [N, 32, H, W]
        Tensor y = second.forward(x).relu(); // [N, 32, H, W]
        return NetworkTensors.of("fused", last.forward(y).sigmoid()); // [N, 1, H, W]
    }
}
