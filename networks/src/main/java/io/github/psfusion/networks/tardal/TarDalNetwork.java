// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.tardal;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.networks.inference.NetworkTensors;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The generator: an encoder of both images together, three densely connected layers, and four that make the image. */
final class TarDalNetwork implements Network {
    private static final int WIDTH = 32;
    private static final int DEPTH = 3;

    private final Parameters parameters = Parameters.root();
    private final TarDalLayer encoder;
    private final List<TarDalLayer> dense = new ArrayList<>();
    private final Conv2d first;
    private final TarDalLayer second;
    private final TarDalLayer third;
    private final Conv2d last;

    TarDalNetwork(NormStatistics statistics) {
        encoder = new TarDalLayer(parameters.child("encoder"), statistics, 2, WIDTH);
        for (int k = 0; k < DEPTH; k++) {
            Parameters layer = parameters.child("dense").child(Integer.toString(k));
            dense.add(new TarDalLayer(layer, statistics, WIDTH * (k + 1), WIDTH));
        }
        Parameters fuse = parameters.child("fuse");
        int all = WIDTH * (DEPTH + 1);
        first = Conv2d.withBias(fuse.child("0").child("0"), 3, all, all);
        second = new TarDalLayer(fuse.child("1"), statistics, all, all / 2);
        third = new TarDalLayer(fuse.child("2"), statistics, all / 2, WIDTH);
        last = Conv2d.withBias(fuse.child("3").child("0"), 3, WIDTH, 1);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    /** Returns the fused image [1, 1, H, W] in (-1, 1). */
    @Override
    public NetworkTensors evaluate(NetworkTensors inputs, Set<String> outputs) {
        Tensor pair = Tensor.concatenate(1, List.of(inputs.get("infrared"), inputs.get("visible"))); // [1, 2, H, W]
        List<Tensor> features = new ArrayList<>(List.of(encoder.forward(pair))); // each [1, 32, H, W]
        for (TarDalLayer layer : dense) {
            features.add(layer.forward(Tensor.concatenate(1, features)));
        }
        Tensor x = first.forward(Tensor.concatenate(1, features)).relu(); // [1, 128, H, W]
        Tensor y = third.forward(second.forward(x)); // [1, 32, H, W]
        return NetworkTensors.of(NetworkOutput.FUSED, last.forward(y).tanh());
    }
}
