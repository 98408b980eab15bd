// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Selects the notes to report when many pairs are read: the first of each kind. Safe for use by several threads. */
public final class NoteFilter {
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /** Returns the notes on a pair whose kind no earlier pair had, each as a sentence for people. */
    public List<String> newKinds(PairImages pair) {
        return pair.readNotes().stream()
                .filter(note -> reported.add(note.note()))
                .map(note -> note.text() + ". The same note on further images is not reported.")
                .toList();
    }
}
