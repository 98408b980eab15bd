// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which name a misspelt one may have been meant to be. */
final class Misspelling {
    private Misspelling() {}

    /** Returns the name that begins with the word, else the one with the fewest changes of letters, if these are few. */
    static Optional<String> nearest(String word, List<String> names) {
        String small = word.toLowerCase(Locale.ROOT);
        if (small.isEmpty()) {
            return Optional.empty();
        }
        return names.stream()
                .filter(name -> name.startsWith(small))
                .findFirst()
                .or(() -> names.stream()
                        .filter(name -> distance(small, name) <= Math.max(1, small.length() / 2))
                        .min(Comparator.comparingInt(name -> distance(small, name))));
    }

    /** Levenshtein's distance: the fewest letters to be put in, taken out or exchanged. */
    private static int distance(String word, String name) {
        int[] above = new int[name.length() + 1];
        for (int j = 0; j <= name.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= word.length(); i++) {
            int[] row = new int[name.length() + 1];
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int exchanged = above[j - 1] + (word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[name.length()];
    }
}
