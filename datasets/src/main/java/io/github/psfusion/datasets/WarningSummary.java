// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the warnings on many pairs, or images, to report one line for each kind. Not thread-safe. */
public final class WarningSummary {
    private record Group(boolean loss, List<String> pairs) {}

    private final String noun;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private int pairs;

    /** Makes an empty summary of pairs. */
    public WarningSummary() {
        this("pairs");
    }

    /**
     * Makes an empty summary.
     *
     * @param noun what is counted, in the plural
     */
    public WarningSummary(String noun) {
        this.noun = noun;
    }

    /** Adds the warnings on a pair. */
    public void add(String pair, List<PairWarning> warnings) {
        pairs++;
        for (PairWarning warning : warnings) {
            List<String> names = groups.computeIfAbsent(
                            warning.summary(), summary -> new Group(warning.loss(), new ArrayList<>()))
                    .pairs;
            if (names.isEmpty() || !names.get(names.size() - 1).equals(pair)) {
                names.add(pair);
            }
        }
    }

    /**
     * Returns a line for each kind of warning: number of pairs, what it is, and some of their names.
     *
     * @param loss whether those are wanted of which something was lost or looks wrong, or the others
     * @param most number of names in a line
     */
    public List<String> lines(boolean loss, int most) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().loss == loss)
                .map(group -> group.getValue().pairs.size() + " of " + pairs + " " + noun + ": " + group.getKey() + ": "
                        + Excerpt.of(group.getValue().pairs, most))
                .toList();
    }
}
