// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The description of an opened method.
 *
 * @param key how it was requested and how tables name it, such as {@code gtf:minimum}
 * @param name its full name, such as {@code gradient transfer fusion}
 * @param citation authors, title, journal, year; empty where there is no paper
 * @param settings all effective options by name, defaults included, for the record: what makes its images repeatable,
 *     digests of weights included
 */
public record MethodDescription(String key, String name, String citation, Map<String, String> settings) {
    /** Copies the settings, in the order of their names. */
    public MethodDescription {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }
}
