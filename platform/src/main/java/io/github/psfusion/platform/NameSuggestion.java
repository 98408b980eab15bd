// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a misspelled one may have been meant to be. Upper and lower case are alike. */
public final class NameSuggestion {
    /** A single letter begins too many names. */
    private static final int SHORTEST_PREFIX = 2;

    private NameSuggestion() {}

    /**
     * Returns the shortest name that begins with the word; without one, the name with the fewest edits, if these are at most
     * half of the word's characters, hyphens not counted. Of equals the first in natural order is returned.
     *
     * @param word what was written, of any length; nothing is suggested for an empty one
     * @param names the known names
     * @return one of the names as it is in the collection, or empty
     */
    public static Optional<String> nearest(String word, Collection<String> names) {
        String small = word.toLowerCase(Locale.ROOT);
        int characters = small.replace("-", "").length();
        if (characters == 0) {
            return Optional.empty();
        }
        Optional<String> longer = names.stream()
                .filter(name -> characters >= SHORTEST_PREFIX
                        && name.toLowerCase(Locale.ROOT).startsWith(small))
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        int limit = Math.max(1, characters / 2);
        return longer.or(() -> names.stream()
                .map(name -> new Candidate(name, distance(small, name.toLowerCase(Locale.ROOT), limit)))
                .filter(candidate -> candidate.distance <= limit)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name));
    }

    private record Candidate(String name, int distance) {}

    /**
     * The optimal string alignment distance: the fewest insertions, deletions and substitutions of characters and swaps of two
     * neighboring ones.
     *
     * @param limit distances above it may be returned as any number above it
     */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int fewest =
                        Math.min(edits[i - 1][j - 1] + substitution, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                edits[i][j] = swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
            }
        }
        return edits[a.length()][b.length()];
    }
}
