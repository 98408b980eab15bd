// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.didfuse;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.networks.inference.NetworkTensors;
import java.util.Set;

/** An encoder for both images, a fusion rule without weights, and a decoder. */
final class DidFuseNetwork implements Network {
    private final Parameters parameters = Parameters.root();
    private final DidFuseEncoder encoder = new DidFuseEncoder(parameters);
    private final DidFuseDecoder decoder = new DidFuseDecoder(parameters);
    private final DidFuseRule rule;

    DidFuseNetwork(DidFuseRule rule) {
        this.rule = rule;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public NetworkTensors evaluate(NetworkTensors inputs, Set<String> outputs) {
        DidFuseEncoder.Features infrared = encoder.forward(inputs.get("infrared"));
        DidFuseEncoder.Features visible = encoder.forward(inputs.get("visible"));
        return NetworkTensors.of(NetworkOutput.FUSED, decoder.forward(rule.fuse(infrared, visible)));
    }
}
