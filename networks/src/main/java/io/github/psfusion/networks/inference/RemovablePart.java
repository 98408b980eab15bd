// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.networks.StateDictNames;
import io.github.psfusion.platform.NameSuggestion;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A part that a network can be built without, to learn what the part contributes: an ablation.
 *
 * @param name in options and in the metadata of weight files, such as {@code psim}
 * @param title what it is, in a few words
 * @param own how the keys of the part begin; no other part has such keys
 * @param instead how keys begin that a network without the part has: those of what takes its place, or of what stays
 */
public record RemovablePart(String name, String title, String own, String instead) {
    /** A list that names nothing. */
    public static final String NONE = "none";

    /** Returns whether the weights of a file are of a network without the part. */
    boolean isMissing(StateDictNames names) {
        return names.all().stream().noneMatch(key -> key.startsWith(own))
                && names.all().stream().anyMatch(key -> key.startsWith(instead));
    }

    /**
     * Reads a list of names as users write it: separated by commas, or {@code none}.
     *
     * @param known the names that may be in it
     * @return in the order of the known names
     * @throws IllegalArgumentException if one is not known; the message is a sentence
     */
    public static Set<String> names(String list, Collection<String> known) {
        Set<String> wanted = new LinkedHashSet<>();
        if (!list.strip().equals(NONE)) {
            for (String part : list.split(",", -1)) {
                String name = part.strip();
                if (!known.contains(name)) {
                    throw new IllegalArgumentException("expected " + String.join(", ", known) + ", not "
                            + (name.isEmpty() ? "nothing" : name)
                            + NameSuggestion.nearest(name, known)
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse("."));
                }
                wanted.add(name);
            }
        }
        Set<String> ordered = new LinkedHashSet<>(known);
        ordered.retainAll(wanted);
        return ordered;
    }
}
