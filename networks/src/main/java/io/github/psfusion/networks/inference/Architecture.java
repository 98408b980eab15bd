// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of a network's possible forms is meant.
 *
 * @param facts values of {@link NetworkSpec#facts} by name
 * @param options values of {@link NetworkSpec#options} by name
 * @param without names of {@link NetworkSpec#removableParts} that are left out, in their order
 */
public record Architecture(Map<String, Integer> facts, Map<String, String> options, Set<String> without) {
    /** Copies the collections. */
    public Architecture {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        without = Collections.unmodifiableSet(new LinkedHashSet<>(without));
    }

    /** Returns the published form of a network: the published facts, and the first value of each option. */
    public static Architecture published(NetworkSpec spec) {
        Map<String, Integer> facts = new LinkedHashMap<>();
        spec.facts().forEach(fact -> facts.put(fact.name(), fact.published()));
        Map<String, String> options = new LinkedHashMap<>();
        spec.options()
                .forEach(option -> options.put(option.name(), option.values().get(0)));
        return new Architecture(facts, options, Set.of());
    }

    /** Returns this form with another value of a fact. */
    public Architecture withFact(String name, int value) {
        Map<String, Integer> other = new LinkedHashMap<>(facts);
        other.put(name, value);
        return new Architecture(other, options, without);
    }

    /** Returns this form with other values of options; those that are not given stay. */
    public Architecture withOptions(Map<String, String> values) {
        Map<String, String> other = new LinkedHashMap<>(options);
        other.putAll(values);
        return new Architecture(facts, other, without);
    }

    /**
     * Returns this form without parts; facts that are read from their weights are left out with them.
     *
     * @param names of {@link NetworkSpec#removableParts}
     * @throws IllegalArgumentException if one is not known
     */
    public Architecture without(NetworkSpec spec, Set<String> names) {
        List<RemovablePart> removed = spec.removableParts().stream()
                .filter(part -> names.contains(part.name()))
                .toList();
        if (removed.size() != names.size()) {
            throw new IllegalArgumentException(spec.name() + " cannot be built without all of " + names);
        }
        Map<String, Integer> left = new LinkedHashMap<>(facts);
        spec.facts().stream()
                .filter(fact -> removed.stream().anyMatch(part -> fact.weight().startsWith(part.own())))
                .forEach(fact -> left.remove(fact.name()));
        Set<String> ordered = new LinkedHashSet<>();
        removed.forEach(part -> ordered.add(part.name()));
        return new Architecture(left, options, ordered);
    }

    /**
     * Returns the value of a fact.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public int fact(String name) {
        Integer value = facts.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no fact " + name + " among " + facts.keySet());
        }
        return value;
    }

    /**
     * Returns the value of an option.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public String option(String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no option " + name + " among " + options.keySet());
        }
        return value;
    }
}
