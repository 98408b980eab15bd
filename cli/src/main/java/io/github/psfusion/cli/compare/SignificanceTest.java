// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.evaluation.PairedDifference;

/** How differences of methods on the same pairs are judged. */
public enum SignificanceTest {
    /** Not at all. */
    NONE("") {
        @Override
        boolean isSignificant(PairedDifference difference) {
            return true;
        }
    },
    /** By the interval of their mean. */
    BOOTSTRAP("95 % interval of the paired difference") {
        @Override
        boolean isSignificant(PairedDifference difference) {
            return difference.excludesZero();
        }
    },
    /** By Wilcoxon's signed rank test. */
    WILCOXON("Wilcoxon's signed rank test, p < 0.05") {
        @Override
        boolean isSignificant(PairedDifference difference) {
            return difference.pValue().orElse(1) < LEVEL;
        }
    };

    private static final double LEVEL = 0.05;

    private final String meaning;

    SignificanceTest(String meaning) {
        this.meaning = meaning;
    }

    /** Returns in words by what differences are judged. */
    String meaning() {
        return meaning;
    }

    /** Returns whether a difference is more than chance, as far as the test tells. */
    abstract boolean isSignificant(PairedDifference difference);
}
