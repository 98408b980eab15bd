// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.networks.StateDictNames;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The networks that are there: those of all {@link NetworkProvider}s among the fusion methods. */
public final class NetworkSpecs {
    private NetworkSpecs() {}

    /** Returns the networks, in the order of their keys. */
    public static List<NetworkSpec> all() {
        return FusionMethods.all().stream()
                .filter(NetworkProvider.class::isInstance)
                .map(provider -> ((NetworkProvider) provider).spec())
                .toList();
    }

    /** Returns the network of this key. */
    public static Optional<NetworkSpec> find(String key) {
        return all().stream().filter(spec -> spec.key().equals(key)).findFirst();
    }

    /**
     * Returns the network whose weights a file holds, by the keys of its tensors; of a file that is not whole, the network that it
     * seems to belong to.
     *
     * @throws WeightFormatException if the file belongs to none of the networks
     */
    public static NetworkSpec recognize(WeightFile file) throws WeightFormatException {
        List<NetworkSpec> specs = all();
        StateDictNames names = new StateDictNames(file);
        Optional<NetworkSpec> whole =
                specs.stream().filter(spec -> spec.signature().matches(names)).findFirst();
        Optional<NetworkSpec> found = whole.or(() ->
                specs.stream().filter(spec -> spec.signature().touches(names)).findFirst());
        return found.orElseThrow(() -> ofNone(file, names, specs));
    }

    /**
     * Makes sure that a file seems to belong to a network.
     *
     * @throws WeightFormatException naming the network to which it seems to belong instead
     */
    static void requireOf(NetworkSpec spec, WeightFile file, StateDictNames names) throws WeightFormatException {
        if (!spec.signature().touches(names)) {
            throw ofNone(file, names, List.of(spec));
        }
    }

    private static WeightFormatException ofNone(WeightFile file, StateDictNames names, List<NetworkSpec> wanted) {
        Optional<String> other = all().stream()
                .filter(spec -> spec.signature().matches(names))
                .map(NetworkSpec::name)
                .findFirst()
                .or(names::family);
        String keys = wanted.stream()
                .map(spec -> "\"" + spec.signature().keys().get(0) + "\"")
                .collect(Collectors.joining(" or "));
        int count = file.names().size();
        String seems = other.map(name -> "it seems to hold " + name + " (" + count + " tensors)")
                .orElse("none of its " + count + " tensors is named " + keys);
        return new WeightFormatException(
                file.path(),
                "not a " + wanted.stream().map(NetworkSpec::name).collect(Collectors.joining(" or "))
                        + " weight file: " + seems
                        + ". Give the authors' checkpoint, or a .safetensors file that this program wrote.");
    }
}
