// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Suggests a known name for a misspelt one. */
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

    /** Levenshtein's distance, in which two neighboring letters that are swapped are one change. */
    private static int distance(String word, String name) {
        int[][] changes = new int[word.length() + 1][name.length() + 1];
        for (int i = 0; i <= word.length(); i++) {
            for (int j = 0; j <= name.length(); j++) {
                if (i == 0 || j == 0) {
                    changes[i][j] = i + j;
                    continue;
                }
                int replaced = changes[i - 1][j - 1] + (word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                int fewest = Math.min(replaced, Math.min(changes[i - 1][j], changes[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && word.charAt(i - 1) == name.charAt(j - 2)
                        && word.charAt(i - 2) == name.charAt(j - 1);
                changes[i][j] = swapped ? Math.min(fewest, changes[i - 2][j - 2] + 1) : fewest;
            }
        }
        return changes[word.length()][name.length()];
    }
}
