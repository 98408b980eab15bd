// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.networks.KeyMapping;
import io.github.psfusion.networks.StateDictNames;
import java.util.List;

/**
 * The keys by which the weight files of a network are recognized: few that together no other network has. The first one is named
 * in messages.
 *
 * @param keys at least one, as in files, without {@code module.}
 * @param others keys that do as well: those of published files, where the network has other keys there, or keys of every form of the
 *     network, where parts of it can be missing
 */
public record WeightSignature(List<String> keys, List<String> others) {
    /** Copies the keys. */
    public WeightSignature {
        keys = List.copyOf(keys);
        others = List.copyOf(others);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a signature needs at least one key");
        }
    }

    /** Returns the signature of these keys. */
    public static WeightSignature of(String... keys) {
        return new WeightSignature(List.of(keys), List.of(keys));
    }

    /** Returns the signature of a network whose published files have other keys: those of the mapping. */
    public WeightSignature publishedBy(KeyMapping mapping) {
        return new WeightSignature(
                keys, keys.stream().map(key -> mapping.key(key).name()).toList());
    }

    /** Returns this signature with keys that do as well. */
    public WeightSignature or(String... all) {
        return new WeightSignature(keys, List.of(all));
    }

    /** Returns whether a file has all keys. */
    boolean matches(StateDictNames names) {
        return keys.stream().allMatch(names::has) || others.stream().allMatch(names::has);
    }

    /** Returns whether a file has any key: it is of the network, but not whole. */
    boolean touches(StateDictNames names) {
        return keys.stream().anyMatch(names::has) || others.stream().anyMatch(names::has);
    }
}
