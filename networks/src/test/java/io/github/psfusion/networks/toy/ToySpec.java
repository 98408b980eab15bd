// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.toy;

import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkInput;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.WeightSignature;
import java.util.List;

/** What the toy network declares. */
final class ToySpec implements NetworkSpec {
    @Override
    public String key() {
        return "toy";
    }

    @Override
    public String name() {
        return "Toy";
    }

    @Override
    public List<NetworkInput> inputs() {
        return List.of(NetworkInput.infrared(), NetworkInput.visible(NetworkInput.Channels.LUMINANCE));
    }

    @Override
    public WeightSignature signature() {
        return WeightSignature.of("first.weight", "second.weight", "last.weight");
    }

    @Override
    public Network build(Architecture architecture) {
        return new ToyNetwork();
    }
}
