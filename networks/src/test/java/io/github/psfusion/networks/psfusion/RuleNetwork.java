// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.testing.RuleWeights;
import io.github.psfusion.weights.WeightFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The network with the weights that the golden files were computed with. */
public final class RuleNetwork {
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

    /** Writes a network as FLOAT32 or FLOAT16. */
    public static void write(Path file, PsFusionNetwork network, DataType storage, Map<String, String> provenance)
            throws IOException {
        NetworkWeights.write(
                file,
                PsFusionSpec.INSTANCE,
                PsFusionSpec.INSTANCE.architecture(network.classes(), network.variant()),
                network,
                storage,
                provenance);
    }

    /** Reads the network of a file. */
    public static PsFusionNetwork read(WeightFile file, Backend backend, DataType type) throws IOException {
        return (PsFusionNetwork) NetworkWeights.load(PsFusionSpec.INSTANCE, file, backend, type);
    }

    /** Returns the network with the rule's weights, widened to the type. */
    public static PsFusionNetwork load(Backend backend, int classes, DataType type) {
        return load(backend, classes, type, PsFusionVariant.WHOLE);
    }

    /** Returns a variant with the rule's weights, widened to the type. */
    static PsFusionNetwork load(Backend backend, int classes, DataType type, PsFusionVariant variant) {
        PsFusionNetwork network = new PsFusionNetwork(classes, variant);
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
