// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.util.Collection;
import java.util.stream.Collectors;

/** The beginning of a list of names for a message: {@code a, b, c, and 4 more}. */
public final class Excerpt {
    private Excerpt() {}

    /**
     * Returns the first names, printable, and how many are left out.
     *
     * @param names in the order in which they are listed
     * @param limit the largest number of names that are listed, at least 1
     */
    public static String of(Collection<String> names, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " must be at least 1");
        }
        String listed = names.stream().limit(limit).map(PrintableText::name).collect(Collectors.joining(", "));
        return names.size() > limit ? listed + ", and " + (names.size() - limit) + " more" : listed;
    }
}
