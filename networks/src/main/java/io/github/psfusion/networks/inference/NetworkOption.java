// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import java.util.List;

/**
 * A choice that a network offers, written after the method's name: {@code KEY:rule=l1}.
 *
 * @param name such as {@code rule}
 * @param values the possible values, the default first
 */
public record NetworkOption(String name, List<String> values) {
    /** Copies the values. */
    public NetworkOption {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("option " + name + " needs at least one value");
        }
    }
}
