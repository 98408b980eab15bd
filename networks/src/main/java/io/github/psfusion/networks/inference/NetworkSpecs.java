// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.networks.StateDictNames;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
        return first(specs, spec -> spec.signature().matches(names))
                .or(() -> first(specs, spec -> spec.signature().touches(names)))
                .orElseThrow(() -> ofNone(file, names, specs));
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
        List<NetworkSpec> specs = all();
        Optional<String> other = first(specs, spec -> spec.signature().matches(names))
                .or(() -> first(specs, spec -> spec.signature().touches(names)))
                .map(NetworkSpec::name)
                .or(names::family);
        int count = file.names().size();
        String keys = wanted.size() == 1
                ? " is named \"" + wanted.get(0).signature().keys().get(0) + "\""
                : " is known";
        String seems = other.map(name -> "it seems to hold " + name + " (" + count + " tensors)")
                .orElse("none of its " + count + " tensors" + keys);
        String known = wanted.stream().map(NetworkSpec::name).collect(Collectors.joining(", "));
        return new WeightFormatException(
                file.path(),
                (wanted.size() == 1 ? "not a " + known + " weight file: " : "not a weight file of " + known + ": ")
                        + seems
                        + ". Give the authors' checkpoint, or a .safetensors file that this program wrote.");
    }

    private static Optional<NetworkSpec> first(List<NetworkSpec> specs, Predicate<NetworkSpec> condition) {
        return specs.stream().filter(condition).findFirst();
    }
}
