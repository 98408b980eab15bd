// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.u2fusion;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.networks.inference.NetworkTensors;
import io.github.psfusion.tensors.Tensor;
import java.util.List;
import java.util.Set;

/** A densely connected encoder of both images together, and a decoder of four convolutions; nothing is normalized. */
final class U2FusionNetwork implements Network {
    private final Parameters parameters = Parameters.root();
    private final DenseEncoder encoder = new DenseEncoder(parameters.child(U2FusionKeys.ENCODER));
    private final List<ReflectedConv> decoder = List.of(
            decoderLayer("conv2_1", DenseEncoder.CHANNELS, 128),
            decoderLayer("conv2_2", 128, 64),
            decoderLayer("conv2_3", 64, 32));
    private final ReflectedConv last = decoderLayer("conv2_4", 32, 1);
    private final List<String> order;

    /**
     * Declares the network.
     *
     * @param order names of both inputs, the one of the first channel first
     */
    U2FusionNetwork(List<String> order) {
        this.order = List.copyOf(order);
    }

    private ReflectedConv decoderLayer(String name, int in, int out) {
        return new ReflectedConv(parameters.child(U2FusionKeys.DECODER).child(name), in, out);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public NetworkTensors evaluate(NetworkTensors inputs, Set<String> outputs) {
        Tensor x = encoder.forward(
                Tensor.concatenate(1, order.stream().map(inputs::get).toList())); // [N, 264, H, W]
        for (ReflectedConv layer : decoder) {
            x = layer.activated(x);
        }
        return NetworkTensors.of(
                NetworkOutput.FUSED, last.forward(x).tanh().multiply(0.5).add(0.5)); // [N, 1, H, W]
    }
}
