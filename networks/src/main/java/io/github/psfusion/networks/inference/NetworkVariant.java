// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.networks.StateDictNames;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A network with or without its {@linkplain NetworkSpec#removableParts removable parts}, as messages and the metadata of weight
 * files name it.
 *
 * @param network its name, such as {@code PSFusion}
 * @param without names of the parts that are left out, separated by commas; empty for the whole network
 */
public record NetworkVariant(String network, String without) {
    /** The entry of the metadata, which weight files of whole networks lack. */
    static final String METADATA = "without";

    private static final String NETWORK = "network";

    /** Returns the variant that a form of a network is. */
    static NetworkVariant of(NetworkSpec spec, Architecture architecture) {
        return new NetworkVariant(spec.name(), String.join(",", architecture.without()));
    }

    /** Returns the variant that metadata name; empty where they name no network. */
    static Optional<NetworkVariant> of(Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get(NETWORK))
                .map(network -> new NetworkVariant(network, metadata.getOrDefault(METADATA, "")));
    }

    /** Adds the entries of the metadata. */
    void describe(Map<String, String> metadata, Map<String, Integer> facts) {
        metadata.put(NETWORK, network);
        facts.forEach((name, value) -> metadata.put(name, Integer.toString(value)));
        if (!without.isEmpty()) {
            metadata.put(METADATA, without);
        }
    }

    /**
     * Returns the parts that the network of a file is without, by the keys of its tensors.
     *
     * @throws WeightFormatException if its metadata name another variant
     */
    static Set<String> missingParts(NetworkSpec spec, WeightFile file, StateDictNames names)
            throws WeightFormatException {
        Set<String> missing = new LinkedHashSet<>();
        for (RemovablePart part : spec.removableParts()) {
            if (part.isMissing(names)) {
                missing.add(part.name());
            }
        }
        NetworkVariant found = new NetworkVariant(spec.name(), String.join(",", missing));
        Optional<NetworkVariant> named = of(file.metadata()).filter(variant -> variant.network.equals(spec.name()));
        if (named.isPresent() && !named.get().equals(found)) {
            throw new WeightFormatException(
                    file.path(),
                    "its metadata name " + named.get() + ", its tensors are those of " + found
                            + ". The file was changed or damaged.");
        }
        return missing;
    }

    /**
     * Makes sure that a file is of the same variant as a network that is to have its weights.
     *
     * @param wanted metadata of weight files of the network
     * @throws WeightFormatException naming both, if the metadata of both name variants and these differ
     */
    public static void requireSame(WeightFile file, Map<String, String> wanted) throws WeightFormatException {
        Optional<NetworkVariant> expected = of(wanted);
        Optional<NetworkVariant> found = of(file.metadata());
        if (found.isPresent() && expected.isPresent() && !found.equals(expected)) {
            throw other(file, found.get(), expected.get());
        }
    }

    static WeightFormatException other(WeightFile file, NetworkVariant found, NetworkVariant expected) {
        return new WeightFormatException(
                file.path(),
                "it holds weights of " + found + ", which do not fit " + expected
                        + ". Give weights of this network, or build the one that the file is of.");
    }

    /** Returns the name in messages, such as {@code PSFusion without sfp, psim}. */
    @Override
    public String toString() {
        return without.isEmpty() ? "the whole " + network : network + " without " + String.join(", ", parts());
    }

    private List<String> parts() {
        return List.of(without.split(",", -1));
    }
}
