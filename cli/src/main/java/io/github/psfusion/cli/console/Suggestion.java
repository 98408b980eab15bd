// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a misspelt word may have been meant to be. */
public final class Suggestion {
    private Suggestion() {}

    /** Returns the candidate with the fewest changes of letters, if these are few. */
    public static Optional<String> nearest(String word, Stream<String> candidates) {
        List<String> near = candidates
                .filter(candidate -> distance(word, candidate)
                        <= Math.max(1, word.replace("-", "").length() / 2))
                .sorted(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        return near.stream().findFirst();
    }

    /** Levenshtein's distance, in which two neighboring letters that are exchanged are one change. */
    private static int distance(String a, String b) {
        int[][] changes = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    changes[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int fewest =
                        Math.min(changes[i - 1][j - 1] + change, Math.min(changes[i - 1][j], changes[i][j - 1]) + 1);
                boolean exchanged =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                changes[i][j] = exchanged ? Math.min(fewest, changes[i - 2][j - 2] + 1) : fewest;
            }
        }
        return changes[a.length()][b.length()];
    }
}
