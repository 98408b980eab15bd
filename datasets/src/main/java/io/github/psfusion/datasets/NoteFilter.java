// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Selects the warnings to report when many pairs are read: the first of each kind. Safe for use by several threads. */
public final class NoteFilter {
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final Set<PairFiles> seen = ConcurrentHashMap.newKeySet();

    /** Returns the warnings on a pair whose kind no earlier pair had, each as a sentence for people. */
    public List<String> newKinds(PairImages pair) {
        if (!seen.add(pair.files())) {
            return List.of(); // read again, in a further epoch
        }
        return PairWarnings.withoutShift(pair).stream()
                .filter(warning -> reported.add(warning.summary()))
                .map(warning -> pair.files().name() + ": " + warning.text()
                        + ". The same warning on further pairs is not reported.")
                .toList();
    }
}
