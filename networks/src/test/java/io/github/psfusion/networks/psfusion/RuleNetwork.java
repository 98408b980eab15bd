// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.Parameter;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.testing.RuleWeights;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The network with the weights that the golden files were computed with. */
final class RuleNetwork {
    /** A row of keys.tsv. */
    record Key(String name, String shape, String kind, boolean used, double factor) {}

    private RuleNetwork() {}

    static List<Key> keys() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RuleNetwork.class.getResourceAsStream("/goldens/keys.tsv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(f -> new Key(f[1], f[2], f[4], f[5].equals("1"), Double.parseDouble(f[6])))
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the network with the rule's weights, widened to the type. */
    static PsFusionNetwork load(Backend backend, int classes, DataType type) {
        PsFusionNetwork network = new PsFusionNetwork(classes);
        for (Parameter parameter : network.parameters().all()) {
            if (parameter.kind() == Parameter.Kind.COUNTER) {
                continue;
            }
            float[] values = RuleWeights.of(parameter.name(), parameter.shape().sizes());
            try (TensorScope scope = backend.openScope()) {
                Tensor value = backend.floats(parameter.shape(), values).to(type);
                network.parameters().set(backend, parameter, value);
            }
        }
        return network;
    }
}
