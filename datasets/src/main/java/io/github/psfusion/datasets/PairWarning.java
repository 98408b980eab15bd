// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

/**
 * Something about a pair that the user should know: it can be used, but may not be what was meant.
 *
 * @param summary what is reported of several pairs, equal for all warnings of one kind
 * @param text about this pair, without its name
 * @param loss whether something was lost or looks wrong, as against a change of form that no result depends on
 */
public record PairWarning(String summary, String text, boolean loss) {
    static PairWarning of(String summary, String text) {
        return new PairWarning(summary, text, /* loss= */ true);
    }
}
