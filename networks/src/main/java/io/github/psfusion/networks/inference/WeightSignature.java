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
 * @param published the same in published files, where the network has other keys
 */
public record WeightSignature(List<String> keys, List<String> published) {
    /** Copies the keys. */
    public WeightSignature {
        keys = List.copyOf(keys);
        published = List.copyOf(published);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a signature needs at least one key");
        }
    }

    /** Returns the signature of these keys. */
    public static WeightSignature of(String... keys) {
        return new WeightSignature(List.of(keys), List.of(keys));
    }

    /** Returns the signature of a network whose published files have other keys, which a mapping tells. */
    public WeightSignature publishedBy(KeyMapping mapping) {
        return new WeightSignature(
                keys, keys.stream().map(key -> mapping.key(key).name()).toList());
    }

    /** Returns whether a file has all keys. */
    boolean matches(StateDictNames names) {
        return keys.stream().allMatch(names::has) || published.stream().allMatch(names::has);
    }

    /** Returns whether a file has any key: it is of the network, but not whole. */
    boolean touches(StateDictNames names) {
        return keys.stream().anyMatch(names::has) || published.stream().anyMatch(names::has);
    }
}
