// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.util.List;

/** Names in a message: all, or the first and the number of the others. */
final class SomeNames {
    private static final int LIMIT = 20;

    private SomeNames() {}

    static String of(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(LIMIT, names.size())));
        return names.size() > LIMIT ? first + ", and " + (names.size() - LIMIT) + " more" : first;
    }
}
